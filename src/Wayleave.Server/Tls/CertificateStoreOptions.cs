using System.Collections.Immutable;

namespace Wayleave.Server.Tls;

/// <summary>What a store of certificates works with.</summary>
internal sealed record CertificateStoreOptions
{
    /// <summary>The clock, for the polls and for the certificates' ends.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Told what belongs into the log; may be called from several threads, never under a lock.</summary>
    public required Action<TlsNotice> Say { get; init; }

    /// <summary>Reads an environment variable, for the state folder.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The machine's name, which a new self-signed certificate is for too.</summary>
    public string MachineName { get; init; } = System.Environment.MachineName;

    /// <summary>
    /// The names that the self-signed certificate must be for besides this machine's own, as <see cref="CertificateNames.TryRead"/>
    /// spells them: the hosts of the routes. Default none.
    /// </summary>
    public ImmutableArray<string> SelfSignedNames { get; init; } = [];

    /// <summary>Whether the files' folders are watched. Default true; without it a change is seen by the poll alone.</summary>
    public bool WatchFolders { get; init; } = true;
}
