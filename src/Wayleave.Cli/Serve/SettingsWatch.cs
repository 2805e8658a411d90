using System.Collections.Immutable;
using System.Security.Cryptography;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Serve;

/// <summary>Tells when the files of the settings hold something else than before.</summary>
/// <remarks>
/// The folder is watched, since editors and mounted config maps change a file by renaming another over it or a link beside it; and the files
/// are read now and then, since network file systems tell nothing. A file that is gone for the moment has not changed.
/// </remarks>
internal sealed class SettingsWatch : IDisposable
{
    /// <summary>How long a change is left alone: a file is written in parts.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long the files are read again even if nothing told of a change.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);

    private readonly ImmutableArray<string> _files;
    private readonly Action _changed;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _seen = [];
    private readonly ITimer _settled;
    private readonly ITimer _poll;
    private readonly FolderWatch _folders;

    /// <summary>Begins to watch.</summary>
    /// <param name="files">The files.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">Told of a change.</param>
    public SettingsWatch(ImmutableArray<string> files, TimeProvider time, Action changed)
    {
        (_files, _changed) = (files, changed);
        See();
        _settled = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _poll = time.CreateTimer(_ => Look(), null, PollInterval, PollInterval);
        _folders = new FolderWatch(files, () => _settled.Change(Settling, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Takes what the files hold now for known.</summary>
    /// <returns>Whether it was not.</returns>
    public bool See()
    {
        lock (_lock)
        {
            bool isNew = false;
            foreach (string file in _files)
            {
                if (Digest(file) is not { } digest || _seen.GetValueOrDefault(file) == digest)
                    continue;
                _seen[file] = digest;
                isNew = true;
            }

            return isNew;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _folders.Dispose();
        _settled.Dispose();
        _poll.Dispose();
    }

    private void Look()
    {
        if (See())
            _changed();
    }

    private static string? Digest(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return Convert.ToHexString(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
