using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>What to examine and how.</summary>
public sealed record ExaminationOptions
{
    /// <summary>The URL, absolute: ws, wss, http or https.</summary>
    public required Uri Target { get; init; }

    /// <summary>The hops to be tried directly (<c>--via</c>, then <c>--origin</c>), the outermost first.</summary>
    public ImmutableArray<DirectRoute> Direct { get; init; } = [];

    /// <summary>How long an open socket is held. Default 5 s.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The one deadline for a target's whole path, name to answer. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long silent sockets are watched; null (default): not at all.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>The Origin to send; null (default): the URL's own.</summary>
    public string? PageOrigin { get; init; }

    /// <summary>The subprotocols to offer, in order.</summary>
    public ImmutableArray<string> Subprotocols { get; init; } = [];

    /// <summary>Extra request headers; sent to the target's own host only.</summary>
    public ImmutableArray<HeaderField> Headers { get; init; } = [];

    /// <summary>The Cookie header's value; sent to the target's own host only. Null: none.</summary>
    public string? Cookie { get; init; }

    /// <summary>The largest message to try at a far end of ours, in bytes. Default 1 MiB.</summary>
    public long MessageSize { get; init; } = 1 << 20;

    /// <summary>How many upgrades to open at once at the end; 0 (default): none.</summary>
    public int Burst { get; init; }

    /// <summary>Whether to try the same credential a second time.</summary>
    public bool Twice { get; init; }

    /// <summary>A text to send on the open socket; null (default): none.</summary>
    public string? Send { get; init; }

    /// <summary>Roots to trust besides the system's.</summary>
    public X509Certificate2Collection ExtraRoots { get; init; } = [];

    /// <summary>Whether to go on where a certificate does not hold. Default: no, as a browser.</summary>
    public bool Insecure { get; init; }

    /// <summary>A name server to ask beside the system's resolver; null: none.</summary>
    public IPEndPoint? Resolver { get; init; }

    /// <summary>The proxy named by this machine's environment, for the report; null: none.</summary>
    public Uri? SystemProxy { get; init; }

    /// <summary>Whether to go through <see cref="SystemProxy"/>.</summary>
    public bool UseProxy { get; init; }

    /// <summary>The seed of all chance (keys, spreads); a run with the same seed sends the same bytes.</summary>
    public int Seed { get; init; }
}
