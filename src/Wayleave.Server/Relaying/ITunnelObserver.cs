using Wayleave.Protocol.Relay;

namespace Wayleave.Server.Relaying;

/// <summary>Told of open sockets: the log and the metrics. Called on the thread at hand, so quick, and without throwing.</summary>
internal interface ITunnelObserver
{
    /// <summary>A socket has opened.</summary>
    /// <param name="tunnel">The socket.</param>
    void Opened(LiveTunnel tunnel);

    /// <summary>A socket has ended.</summary>
    /// <param name="tunnel">The socket; its counts are final.</param>
    /// <param name="ending">Who hung up first, and why.</param>
    void Closed(LiveTunnel tunnel, RelayEnding ending);

    /// <summary>A ping of ours has been answered.</summary>
    /// <param name="side">By whom.</param>
    /// <param name="elapsed">How long that took.</param>
    void RoundTrip(RelaySide side, TimeSpan elapsed);
}
