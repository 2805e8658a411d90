using System.Collections.Immutable;
using Wayleave.Cli.Input;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Cli.Lint;

/// <summary>The machine's files, as includes ask for them.</summary>
/// <param name="root">The folder below which absolute paths stand; null: the machine's own root.</param>
/// <param name="named">The files that were read already: each is one, however it is named.</param>
internal sealed class DiskFiles(string? root, ImmutableArray<SourceText> named = default) : IConfigFiles
{
    // A configuration has kilobytes; what is larger is something else.
    private const long MaxLength = 16 << 20;

    private readonly Dictionary<string, SourceText?> _read = (named.IsDefault ? [] : named).Where(file => file.Name != "-")
        .GroupBy(file => Path.GetFullPath(file.Name)).ToDictionary(file => file.Key, file => (SourceText?)file.First());

    /// <inheritdoc/>
    public bool AreAll => root is not null;

    /// <inheritdoc/>
    public SourceText? Read(string path, string folder)
    {
        string name = path.StartsWith('/') ? Rooted(path) : Path.Join(folder, path);
        string full = Path.GetFullPath(name);
        return _read.TryGetValue(full, out SourceText? known) ? known : _read[full] = Open(name);
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Glob(string pattern, string folder)
    {
        if (IsForeign(pattern, folder)) return [];
        string start = pattern.StartsWith('/') ? root ?? "" : folder.Length == 0 ? "." : folder.TrimEnd('/');
        try
        {
            return [.. Expand(pattern.Split('/', StringSplitOptions.RemoveEmptyEntries), 0, start).Select(found => found.StartsWith("./", StringComparison.Ordinal) ? found[2..] : found).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static SourceText? Open(string name)
    {
        try
        {
            return new FileInfo(name) is { Exists: true, Length: <= MaxLength } ? new SourceText(name, TextFile.Read(name).Text) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Expand(string[] parts, int at, string found)
    {
        if (at == parts.Length) return File.Exists(found) ? [found] : [];
        if (!PathPattern.Is(parts[at])) return Expand(parts, at + 1, found + "/" + parts[at]);
        string folder = found + "/";
        return !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Where(name => PathPattern.Fits(parts[at], name)).SelectMany(name => Expand(parts, at + 1, folder + name));
    }

    private string Rooted(string path) => root is null || path.StartsWith(root + "/", StringComparison.Ordinal) ? path : root + path;

    // What a repository's file names below /etc is its container's and not this machine's: an absolute path is opened only where the main file
    // stands in the same tree, or is the machine's own.
    private bool IsForeign(string path, string folder)
    {
        if (root is not null || !path.StartsWith('/')) return false;
        string main = First(Path.GetFullPath(folder.Length == 0 ? "." : folder) + "/");
        return main is not ("/etc" or "/usr" or "/opt") && main != First(path);
    }

    private static string First(string path) => path[..Math.Max(path.IndexOf('/', 1), 0)];
}
