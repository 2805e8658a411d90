using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Serving;

/// <summary>Tells open sockets to leave when the process stops: one after the other, so that their clients do not come back all at once.</summary>
internal static class Drain
{
    /// <summary>What clients are told.</summary>
    public const string Reason = "the gateway restarts";

    /// <summary>Tells every open socket once, as <see cref="Spread"/> does; one that opens meanwhile is told at once.</summary>
    /// <param name="tunnels">The sockets.</param>
    /// <param name="window">Over how long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    public static Task TellAsync(TunnelRegistry tunnels, TimeSpan window, TimeProvider time, CancellationToken cancellationToken) =>
        Spread.TellAsync(tunnels, tunnels.Close(Tell), window, Tell, time, cancellationToken);

    /// <summary>Tells those that were not told yet, at once: carried ones whose pages are away, when nobody is connected any more.</summary>
    /// <param name="tunnels">The sockets.</param>
    /// <returns>Ends when they have ended.</returns>
    public static Task TellRestAsync(TunnelRegistry tunnels)
    {
        LiveTunnel[] rest = [.. tunnels.Live];
        foreach (var live in rest)
            Tell(live);
        return Task.WhenAll(rest.Select(live => live.Tunnel.Over));
    }

    private static void Tell(LiveTunnel live) => live.Tunnel.Leave(EndedBy.Drain, CloseCode.ServiceRestart, Reason);
}
