namespace Wayleave.Protocol.Relay;

/// <summary>How a socket is relayed.</summary>
public sealed record RelayOptions
{
    /// <summary>Keep-alive towards the client. Default: a ping after 25 s.</summary>
    public PulseSettings Client { get; init; } = new(TimeSpan.FromSeconds(25));

    /// <summary>Keep-alive towards the app. Default: a ping after 25 s.</summary>
    public PulseSettings App { get; init; } = new(TimeSpan.FromSeconds(25));

    /// <summary>What may pass. Default: everything.</summary>
    public LaneLimits Limits { get; init; }

    /// <summary>Whether an extension was agreed on in the handshake.</summary>
    public bool Extended { get; init; }

    /// <summary>After how long without a data frame the socket ends; null (default): never.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>After how long the socket ends in any case; null (default): never.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>How long an end may take. Default 10 s.</summary>
    public TimeSpan Close { get; init; } = TimeSpan.FromSeconds(10);
}
