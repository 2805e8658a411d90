using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Cli.Lint;

/// <summary>Files of which some have been changed and not written yet.</summary>
/// <param name="files">The files as they are.</param>
/// <param name="edited">The changed ones, by the names under which they are read.</param>
internal sealed class EditedFiles(IConfigFiles files, IReadOnlyDictionary<string, SourceText> edited) : IConfigFiles
{
    /// <inheritdoc/>
    public bool AreAll => files.AreAll;

    /// <inheritdoc/>
    public SourceText? Read(string path, string folder) => files.Read(path, folder) is { } found ? edited.GetValueOrDefault(found.Name, found) : null;

    /// <inheritdoc/>
    public ImmutableArray<string> Glob(string pattern, string folder) => files.Glob(pattern, folder);
}
