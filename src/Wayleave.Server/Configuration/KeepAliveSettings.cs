namespace Wayleave.Server.Configuration;

/// <summary>Keep-alive on open sockets, towards each side.</summary>
public sealed record KeepAliveSettings
{
    /// <summary>After how long a silence the client gets a ping. Default 25 s, 1 s to 1 h; null: never.</summary>
    public TimeSpan? Client { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>After how long a silence the app gets one. Default 25 s; null: never.</summary>
    public TimeSpan? App { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>What is sent. Default: pings, which are answered and so prove life.</summary>
    public KeepAliveMode Mode { get; init; } = KeepAliveMode.Ping;
}
