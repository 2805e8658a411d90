using System.Security.Cryptography;

namespace Wayleave.Server.Relaying;

/// <summary>Tells sockets something one after the other, so that their clients do not come back all at once.</summary>
internal static class Spread
{
    /// <summary>Tells each socket once, evenly over a window, in an order of chance; one that has ended meanwhile is not waited for.</summary>
    /// <param name="tunnels">All open sockets.</param>
    /// <param name="live">Those to tell; they are put into another order.</param>
    /// <param name="window">The window: the first is told at its beginning, and of N sockets each of the others an Nth of it later.</param>
    /// <param name="tell">Tells one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    public static async Task TellAsync(
        TunnelRegistry tunnels, LiveTunnel[] live, TimeSpan window, Action<LiveTunnel> tell, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        RandomNumberGenerator.Shuffle<LiveTunnel>(live);
        for (var i = 0; i < live.Length; i++)
        {
            if (tunnels.Find(live[i].Info.Id) is null)
                continue;
            var wait = (window * ((double)i / live.Length)) - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            tell(live[i]);
        }
    }
}
