using System.Net;

namespace Wayleave.Server.Listening;

/// <summary>The three ways into Kestrel. Listeners share them, so that they come and go at a reload without Kestrel's notice.</summary>
internal sealed class KestrelFeeds
{
    /// <summary>HTTP/1.1 without TLS.</summary>
    public ConnectionFeed Http1 { get; } = new(new IPEndPoint(IPAddress.Any, 1));

    /// <summary>HTTP/2 without TLS, with prior knowledge.</summary>
    public ConnectionFeed Http2 { get; } = new(new IPEndPoint(IPAddress.Any, 2));

    /// <summary>TLS; which HTTP is spoken is agreed on in its handshake.</summary>
    public ConnectionFeed Tls { get; } = new(new IPEndPoint(IPAddress.Any, 3));
}
