using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Listening;

/// <summary>A socket that listens, bound before anything else starts: so an address in use is known at once, and a descriptor can be handed over.</summary>
internal sealed class ListeningSocket : IDisposable
{
    // The system's own limit (net.core.somaxconn) is 4096 by default: a herd that reconnects fits in.
    private const int Backlog = 4096;

    private bool _isShared;

    private ListeningSocket(ListenSettings settings, Socket socket, bool isShared) => (Settings, Socket, _isShared) = (settings, socket, isShared);

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
            return new ListeningSocket(settings, socket, isShared: false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Takes over a socket that listens already: from systemd, or from the process that ran before.</summary>
    /// <param name="settings">What it is for.</param>
    /// <param name="socket">The socket; owned from here on.</param>
    public static ListeningSocket Adopt(ListenSettings settings, Socket socket) => new(settings, socket, isShared: true);

    /// <summary>The same socket for other settings: its address stays, and it speaks TLS from now on, or no more.</summary>
    /// <param name="settings">What it is for.</param>
    public ListeningSocket For(ListenSettings settings) => new(settings, Socket, _isShared);

    /// <summary>Another descriptor of it, for a process that comes after this one; see <see cref="Descriptors.Share"/>.</summary>
    /// <exception cref="SocketException">There are no descriptors left.</exception>
    public SafeFileHandle Share()
    {
        _isShared = true;
        return Descriptors.Share(Socket);
    }

    /// <summary>
    /// Turns new connections away, before the last ones in the queue are accepted and the socket is closed. Not where another may have the
    /// socket too, for it would be shut for that one as well: systemd's, or one that is passed on.
    /// </summary>
    public void TurnAway()
    {
        if (!_isShared)
            NewcomerFilter.Attach(Socket);
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
