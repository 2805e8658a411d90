using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Sources;

/// <summary>No files besides those that were named.</summary>
public sealed class NoFiles : IConfigFiles
{
    /// <summary>The one.</summary>
    public static NoFiles Instance { get; } = new();

    /// <inheritdoc/>
    public SourceText? Read(string path, string folder) => null;

    /// <inheritdoc/>
    public ImmutableArray<string> Glob(string pattern, string folder) => [];
}
