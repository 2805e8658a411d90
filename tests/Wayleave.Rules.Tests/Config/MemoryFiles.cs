using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config;

/// <summary>Files that are only said to be there.</summary>
internal sealed class MemoryFiles(bool all, params (string Path, string Text)[] files) : IConfigFiles
{
    private readonly Dictionary<string, SourceText> _files = files.ToDictionary(file => file.Path, file => new SourceText(file.Path, file.Text));

    public bool AreAll => all;

    public SourceText? Read(string path, string folder) => _files.GetValueOrDefault(Full(path, folder));

    public ImmutableArray<string> Glob(string pattern, string folder) => [.. _files.Keys.Where(path => PathPattern.Matches(Full(pattern, folder), path)).Order(StringComparer.Ordinal)];

    private static string Full(string path, string folder) => path.StartsWith('/') || folder.Length == 0 ? path : folder.TrimEnd('/') + "/" + path;
}
