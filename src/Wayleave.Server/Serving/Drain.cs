using System.Security.Cryptography;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Serving;

/// <summary>Tells open sockets to leave when the process stops: one after the other, so that their clients do not come back all at once.</summary>
internal static class Drain
{
    /// <summary>What clients are told.</summary>
    public const string Reason = "the gateway restarts";

    /// <summary>Tells every open socket once, evenly over a window, in an order of chance; one that opens meanwhile is told at once.</summary>
    /// <param name="tunnels">The sockets.</param>
    /// <param name="window">The window: the first is told at its beginning, and of N sockets each of the others an Nth of it later.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    public static async Task TellAsync(TunnelRegistry tunnels, TimeSpan window, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var live = tunnels.Close(Tell);
        RandomNumberGenerator.Shuffle<LiveTunnel>(live);
        for (var i = 0; i < live.Length; i++)
        {
            if (tunnels.Find(live[i].Info.Id) is null)
                continue;
            var wait = (window * ((double)i / live.Length)) - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            Tell(live[i]);
        }
    }

    private static void Tell(LiveTunnel live) => live.Tunnel.Leave(EndedBy.Drain, CloseCode.ServiceRestart, Reason);
}
