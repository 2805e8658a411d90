using System.Net.Security;
using System.Net.Sockets;

namespace Wayleave.Server.Destinations.Dialling;

/// <summary>TLS to an app, which knows whether the app's stream was ended by the app.</summary>
/// <param name="socket">The connection; owned from here on.</param>
internal sealed class AppTlsStream(Socket socket) : SslStream(new AppTcpStream(socket), leaveInnerStreamOpen: false)
{
    /// <summary>
    /// Whether TCP has ended without a close_notify before it (RFC 8446 §6.1): that may have been anybody. The class library reads nothing
    /// more once it has got one, and reads the end of both as the same.
    /// </summary>
    public bool IsTruncated => ((AppTcpStream)InnerStream).HasEnded;
}
