using System.Net;

namespace Wayleave.Server.Listening;

/// <summary>What is known of a client's connection before anything it says is believed.</summary>
/// <param name="PeerAddress">The address that connected; an IPv4 one mapped into IPv6 stands as itself.</param>
/// <param name="PeerPort">Its port.</param>
/// <param name="LocalPort">The port that it connected to.</param>
/// <param name="Tls">Whether it speaks TLS with us.</param>
internal readonly record struct ClientConnection(IPAddress PeerAddress, int PeerPort, int LocalPort, bool Tls)
{
    /// <summary>The facts of a connection.</summary>
    /// <param name="remote">The far end's address.</param>
    /// <param name="local">Ours.</param>
    /// <param name="tls">Whether it speaks TLS with us.</param>
    public static ClientConnection Of(EndPoint? remote, EndPoint? local, bool tls)
    {
        var peer = remote as IPEndPoint;
        var address = peer?.Address ?? IPAddress.None;
        return new(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, peer?.Port ?? 0, (local as IPEndPoint)?.Port ?? 0, tls);
    }
}
