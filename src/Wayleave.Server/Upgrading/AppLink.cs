using System.Net.Sockets;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>A dialled connection as the end of a tunnel.</summary>
internal static class AppLink
{
    /// <summary>The end; it owns the connection.</summary>
    /// <param name="dialled">A dial that has succeeded.</param>
    public static ITunnelEnd Of(in DialOutcome dialled) =>
        dialled.Tls is { } tls ? OverTls(tls, dialled.Socket!) : new SocketEnd(dialled.Socket!);

    private static StreamEnd OverTls(AppTlsStream tls, Socket socket) => new(
        // RFC 8446 §6.1: close_notify ends our direction; FIN follows for those who only look at TCP.
        tls, async () =>
        {
            await tls.ShutdownAsync().ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
        },
        () => socket.Close(timeout: 0),
        tls.Dispose)
    {
        Truncated = () => tls.IsTruncated,
    };
}
