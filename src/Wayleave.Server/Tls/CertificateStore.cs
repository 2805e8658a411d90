using System.Collections.Immutable;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tls;

/// <summary>
/// The certificates of a running server. Handshakes take <see cref="Current"/>; a change of the files or of the settings replaces
/// it whole, and connections under way keep what they began with.
/// </summary>
/// <remarks>
/// What is replaced is not disposed of, since a handshake may hold it: the garbage collector frees its key. Safe for many threads.
/// </remarks>
internal sealed class CertificateStore : IDisposable
{
    /// <summary>After how long the files are read again even if nothing told of a change: network file systems tell nothing.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a change is left alone: two files are renewed one after the other, and a file is written in parts.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private readonly CertificateStoreOptions _options;
    private readonly Lock _lock = new();
    private readonly ITimer _poll;
    private readonly ITimer _settled;
    private ImmutableArray<ICertificateSource> _sources;
    private TlsSettings _settings;
    private FolderWatch? _watch;
    private volatile CertificateSet _current;
    private bool _disposed;

    private CertificateStore(TlsSettings settings, ImmutableArray<ICertificateSource> sources, CertificateSet current, CertificateStoreOptions options)
    {
        (_settings, _sources, _current, _options) = (settings, sources, current, options);
        _settled = options.Time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watch = Watch(sources);
        _poll = options.Time.CreateTimer(_ => Look(), null, PollInterval, PollInterval);
    }

    /// <summary>The certificates for the next handshake.</summary>
    public CertificateSet Current => _current;

    /// <summary>Reads all certificates, or makes the self-signed one, and begins to watch the files.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="options">Clock, log, folder, names.</param>
    /// <param name="problems">All that is wrong; empty if nothing is.</param>
    /// <returns>The store; null if there are problems.</returns>
    public static CertificateStore? Open(TlsSettings settings, CertificateStoreOptions options, out ImmutableArray<TlsProblem> problems)
    {
        var sources = Sources(settings, options, out problems);
        return problems.IsEmpty ? new CertificateStore(settings, sources, Read(settings, sources, options.Time.GetUtcNow(), options.Say), options) : null;
    }

    /// <summary>Serves other settings from the next handshake on, or, where anything is wrong with them, changes nothing.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>All that is wrong; empty if they are served now.</returns>
    public ImmutableArray<TlsProblem> TryReload(TlsSettings settings)
    {
        var sources = Sources(settings, _options, out var problems);
        if (!problems.IsEmpty)
            return problems;
        var notices = new List<TlsNotice>();
        lock (_lock)
        {
            if (_disposed)
                return [];
            var set = Read(settings, sources, _options.Time.GetUtcNow(), notices.Add);
            _watch?.Dispose();
            (_settings, _sources, _current, _watch) = (settings, sources, set, Watch(sources));
        }

        notices.ForEach(_options.Say);
        return [];
    }

    /// <summary>Looks at once whether a file has changed.</summary>
    public void Look()
    {
        var notices = new List<TlsNotice>();
        lock (_lock)
        {
            if (_disposed)
                return;
            var certificates = Refresh(_sources, _options.Time.GetUtcNow(), notices.Add);
            if (!certificates.SequenceEqual(_current.Certificates))
                _current = new CertificateSet(certificates, _settings.MinVersion);
        }

        notices.ForEach(_options.Say);
    }

    /// <summary>Ends the watching; <see cref="Current"/> stays good.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _watch?.Dispose();
            _poll.Dispose();
            _settled.Dispose();
        }
    }

    private static ImmutableArray<ICertificateSource> Sources(TlsSettings settings, CertificateStoreOptions options, out ImmutableArray<TlsProblem> problems)
    {
        problems = [];
        if (settings.Certificates.IsEmpty)
        {
            var folder = StateFolder.Find(settings.StateFolder, options.Environment);
            return [new SelfSignedSource(folder, SelfSigned.LocalNames(options.MachineName), options.SelfSignedNames, options.Time)];
        }

        var sources = ImmutableArray.CreateBuilder<ICertificateSource>();
        foreach (var certificate in settings.Certificates)
        {
            if (CertificateFileSource.Open(certificate, out var problem) is { } source)
                sources.Add(source);
            else
                problems = problems.Add(problem!);
        }

        return sources.ToImmutable();
    }

    private static CertificateSet Read(TlsSettings settings, ImmutableArray<ICertificateSource> sources, DateTimeOffset now, Action<TlsNotice> say) =>
        new(Refresh(sources, now, say), settings.MinVersion);

    private static ImmutableArray<LoadedCertificate> Refresh(ImmutableArray<ICertificateSource> sources, DateTimeOffset now, Action<TlsNotice> say) =>
        [.. sources.Select(source => source.Refresh(now, say))];

    private FolderWatch Watch(ImmutableArray<ICertificateSource> sources) =>
        new(_options.WatchFolders ? [.. sources.SelectMany(source => source.Files)] : [], () => _settled.Change(Settling, Timeout.InfiniteTimeSpan));
}
