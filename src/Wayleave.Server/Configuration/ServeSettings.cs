using System.Collections.Immutable;

namespace Wayleave.Server.Configuration;

/// <summary>Everything that <c>wayleave serve</c> can be told: one immutable world, swapped whole at a reload.</summary>
public sealed record ServeSettings
{
    /// <summary>Where to listen. Default: http on all addresses, port <c>$PORT</c>, else 8080.</summary>
    public ImmutableArray<ListenSettings> Listen { get; init; } = [ListenSettings.Default];

    /// <summary>Certificates and TLS versions.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>Who may speak for a client: proxies in front whose forwarded headers are believed.</summary>
    public TrustSettings Trust { get; init; } = new();

    /// <summary>Which forwarded headers the apps get.</summary>
    public ForwardedStyle Forwarded { get; init; } = ForwardedStyle.XForwarded;

    /// <summary>The limits of the whole process.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>What all routes that give channels share.</summary>
    public EventSettings Events { get; init; } = new();

    /// <summary>The Redis that keeps channels, as a URL that may hold a password; null, the default: this process's memory. A change takes effect at the next start.</summary>
    public string? Store { get; init; }

    /// <summary>This gateway among several. A change of its own name takes effect at the next start.</summary>
    public NodeSettings Nodes { get; init; } = new();

    /// <summary>The routes, in the order of the file.</summary>
    public ImmutableArray<RouteSettings> Routes { get; init; } = [];

    /// <summary>The admin address; null switches it off. Default 127.0.0.1:9180.</summary>
    public AdminSettings? Admin { get; init; } = AdminSettings.Default;

    /// <summary>Over how long open sockets are told to leave when the process stops. Default 30 s, 0 to 1 h.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Signs stickiness cookies, and the ids by which streams and polls of events come back; null makes a random one, so that both end with the process.</summary>
    public string? Secret { get; init; }

    /// <summary>How the log is written. Default: text on a terminal, JSON otherwise.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Auto;
}
