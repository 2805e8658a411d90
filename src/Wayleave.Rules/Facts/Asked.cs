using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>What the caller gave and asked for. Values that may be secret are not here, only that they were given.</summary>
public sealed record Asked
{
    /// <summary>The <c>Origin</c> that the browser's handshake carries.</summary>
    public required string PageOrigin { get; init; }

    /// <summary>True if the caller named that origin (<c>--page-origin</c>); false if it is the URL's own.</summary>
    public bool PageOriginGiven { get; init; }

    /// <summary>The subprotocols offered; empty when none was named.</summary>
    public ImmutableArray<string> Subprotocols { get; init; } = [];

    /// <summary>The names of the extra headers given with <c>--header</c>.</summary>
    public ImmutableArray<string> HeaderNames { get; init; } = [];

    /// <summary>True if a cookie was given.</summary>
    public bool CookieGiven { get; init; }

    /// <summary>True if any credential was given: a cookie, an Authorization header, a token in the query or in a subprotocol.</summary>
    public bool CredentialGiven { get; init; }

    /// <summary>How long an open socket was held, in milliseconds.</summary>
    public double HoldMs { get; init; } = 5000;

    /// <summary>The deadline for a target's whole path, name to answer, in milliseconds.</summary>
    public double TimeoutMs { get; init; } = 5000;

    /// <summary>How long the silent sockets were watched, in milliseconds; null without <c>--idle</c>.</summary>
    public double? IdleMs { get; init; }

    /// <summary>The largest message tried, in bytes.</summary>
    public long MessageSize { get; init; } = 1 << 20;

    /// <summary>How many upgrades <c>--burst</c> asked for; 0 without it.</summary>
    public int Burst { get; init; }

    /// <summary>True if the same credential was to be tried twice (<c>--twice</c>).</summary>
    public bool Twice { get; init; }

    /// <summary>True if a text was to be sent (<c>--send</c>).</summary>
    public bool SendGiven { get; init; }

    /// <summary>The addresses named by <c>--origin</c> and <c>--via</c>, in hop order, as they appear in <see cref="Probe.Route"/>.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>The proxy that this machine's environment names, without its credentials; null if there is none.</summary>
    public string? SystemProxy { get; init; }

    /// <summary>True if the probes went through <see cref="SystemProxy"/> (<c>--proxy</c>).</summary>
    public bool ProxyUsed { get; init; }

    /// <summary>True if certificates were not verified (<c>--insecure</c>).</summary>
    public bool Insecure { get; init; }
}
