using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Lint;

/// <summary>The files of a case, as includes ask for them.</summary>
internal sealed class CaseFiles(LintCase one) : IConfigFiles
{
    private readonly Dictionary<string, SourceText> _files = one.Files.Concat(one.Around).ToDictionary(file => file.Name, file => new SourceText(file.Name, file.Text));

    public ImmutableArray<SourceText> Named => [.. one.Files.Select(file => _files[file.Name])];

    public SourceText? Read(string path, string folder) => _files.GetValueOrDefault(Full(path, folder));

    public ImmutableArray<string> Glob(string pattern, string folder) =>
        [.. _files.Keys.Where(name => PathPattern.Matches(Full(pattern, folder), name)).Order(StringComparer.Ordinal)];

    private static string Full(string path, string folder) => path.StartsWith('/') || folder.Length == 0 ? path : folder.TrimEnd('/') + "/" + path;
}
