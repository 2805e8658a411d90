using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Listening;

/// <summary>A socket that listened before this process began.</summary>
/// <param name="Socket">The socket.</param>
/// <param name="Name">What whoever passed it calls it; empty: nothing.</param>
internal sealed record InheritedSocket(Socket Socket, string Name)
{
    /// <summary>Where it listens; null: that is no address of IP, or it does not listen.</summary>
    public IPEndPoint? EndPoint => Socket.LocalEndPoint as IPEndPoint;
}
