using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Listening;

/// <summary>A socket that listens, bound before anything else starts: so an address in use is known at once, and a descriptor can be handed over.</summary>
internal sealed class ListeningSocket : IDisposable
{
    // The system's own limit (net.core.somaxconn) is 4096 by default: a herd that reconnects fits in.
    private const int Backlog = 4096;

    private ListeningSocket(ListenSettings settings, Socket socket) => (Settings, Socket) = (settings, socket);

    /// <summary>What was asked for.</summary>
    public ListenSettings Settings { get; }

    /// <summary>The socket.</summary>
    public Socket Socket { get; }

    /// <summary>The address, with the port that the system chose if that was left to it.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    /// <summary>The address as a URL.</summary>
    public string Url => (Settings with { EndPoint = EndPoint }).ToString();

    /// <summary>Begins to listen.</summary>
    /// <param name="settings">Where.</param>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public static ListeningSocket Bind(ListenSettings settings)
    {
        var socket = new Socket(settings.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // "All addresses" means those of IPv4 too.
            if (settings.EndPoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(settings.EndPoint);
            socket.Listen(Backlog);
            return new ListeningSocket(settings, socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes over a socket that listens already: from systemd, from the process that ran before, or from a listener that spoke otherwise.</summary>
    /// <param name="settings">What it is for.</param>
    /// <param name="socket">The socket; owned from here on.</param>
    public static ListeningSocket Adopt(ListenSettings settings, Socket socket) => new(settings, socket);

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
