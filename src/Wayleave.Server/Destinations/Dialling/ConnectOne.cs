using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>Connects to one address. Throws what <see cref="Socket.ConnectAsync(EndPoint, CancellationToken)"/> throws, and then leaves nothing open.</summary>
/// <param name="endPoint">The address.</param>
/// <param name="cancel">Gives it up.</param>
internal delegate ValueTask<Socket> ConnectOne(IPEndPoint endPoint, CancellationToken cancel);
