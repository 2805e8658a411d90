using System.Net;

namespace Wayleave.Server.Configuration;

/// <summary>One address to listen on.</summary>
/// <param name="Tls">Whether it speaks TLS (https).</param>
/// <param name="EndPoint">The address; port 0 takes a free one.</param>
public sealed record ListenSettings(bool Tls, IPEndPoint EndPoint)
{
    /// <summary>http on all addresses of IPv4, port 8080.</summary>
    public static ListenSettings Default { get; } = new(false, new IPEndPoint(IPAddress.Any, 8080));

    /// <summary>The address as a URL: <c>http://0.0.0.0:8080</c>.</summary>
    public override string ToString() => $"{(Tls ? "https" : "http")}://{EndPoint}";
}
