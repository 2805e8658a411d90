using System.Collections.Immutable;

namespace Wayleave.Server.Tls;

/// <summary>Tells that something has happened in the folders of some files. What, and whether it matters, is for the listener to find out.</summary>
/// <remarks>
/// The folders are watched, not the files: a file that is renamed over another is a new one, and a mounted secret changes by a
/// symbolic link beside it.
/// </remarks>
public sealed class FolderWatch : IDisposable
{
    private readonly List<FileSystemWatcher> _watchers = [];

    /// <summary>Begins to watch.</summary>
    /// <param name="files">The files.</param>
    /// <param name="changed">Told of a change; may be called from several threads, and often.</param>
    public FolderWatch(ImmutableArray<string> files, Action changed)
    {
        foreach (var folder in files.Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!).Distinct())
        {
            if (Watch(folder, changed) is { } watcher)
                _watchers.Add(watcher);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watchers.ForEach(watcher => watcher.Dispose());

    private static FileSystemWatcher? Watch(string folder, Action changed)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder);
            watcher.Changed += (_, _) => changed();
            watcher.Created += (_, _) => changed();
            watcher.Deleted += (_, _) => changed();
            watcher.Renamed += (_, _) => changed();
            // More events than it could hold: some of them may have been ours.
            watcher.Error += (_, _) => changed();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // No folder, or the system has no watches left (128 instances for a user on Linux): the poll sees it, if later.
            watcher?.Dispose();
            return null;
        }
    }
}
