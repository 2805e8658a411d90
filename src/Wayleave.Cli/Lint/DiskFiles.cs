using System.Collections.Immutable;
using System.IO.Enumeration;
using Wayleave.Cli.Input;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Cli.Lint;

/// <summary>The machine's files, as includes ask for them.</summary>
/// <param name="root">The folder below which absolute paths stand; null: the machine's own root.</param>
internal sealed class DiskFiles(string? root) : IConfigFiles
{
    // A configuration has kilobytes; what is larger is something else.
    private const long MaxLength = 16 << 20;

    /// <inheritdoc/>
    public SourceText? Read(string path, string folder)
    {
        string full = Full(path, folder);
        try
        {
            return new FileInfo(full) is { Exists: true, Length: <= MaxLength } ? new SourceText(full, TextFile.Read(full).Text) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Glob(string pattern, string folder)
    {
        string full = Full(pattern, folder);
        try
        {
            return [.. Expand(full.Split('/'), 1, "/").Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Expand(string[] parts, int at, string found)
    {
        if (at == parts.Length) return File.Exists(found) ? [found] : [];
        if (parts[at].AsSpan().IndexOfAny("*?[") < 0) return Expand(parts, at + 1, Path.Combine(found, parts[at]));
        return !Directory.Exists(found)
            ? []
            : Directory.EnumerateFileSystemEntries(found).Where(entry => Fits(parts[at], Path.GetFileName(entry))).SelectMany(entry => Expand(parts, at + 1, entry));
    }

    // As glob(3): a leading dot must be written.
    private static bool Fits(string pattern, string name) =>
        name.StartsWith('.') == pattern.StartsWith('.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private string Full(string path, string folder) =>
        path.StartsWith('/') ? Path.GetFullPath((root ?? "") + path) : Path.GetFullPath(Path.Combine(folder.Length == 0 ? "." : folder, path));
}
