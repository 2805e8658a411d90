namespace Wayleave.Rules.Facts;

/// <summary>The one thing in which a handshake differs from the browser's own.</summary>
public enum Variation
{
    /// <summary>Nothing: complete, and spelled as a browser spells it.</summary>
    Browser,

    /// <summary>The browser's own once more, to see whether the answer stays the same.</summary>
    Repeat,

    /// <summary>The browser's own once more, with the cookies that the same host has set meanwhile: what holds a client at one backend.</summary>
    WithCookies,

    /// <summary>An Engine.IO session that a poll has begun, gone on with over a WebSocket (<c>sid=</c> in the query), with the cookies set meanwhile.</summary>
    PolledSession,

    /// <summary>Without <c>Origin</c>.</summary>
    NoOrigin,

    /// <summary>With the Origin of a page elsewhere.</summary>
    ForeignOrigin,

    /// <summary>With the Origin of the other scheme (http for https, and the other way round), same host.</summary>
    OtherSchemeOrigin,

    /// <summary>With the Origin <c>scheme://Host</c> of the URL's own host, where the caller gave another one.</summary>
    SameHostOrigin,

    /// <summary>With the URL's own Origin but without its port, where the URL has a port of its own and the browser's handshake was refused.</summary>
    NoPortOrigin,

    /// <summary>Without an offer of permessage-deflate.</summary>
    NoDeflate,

    /// <summary>Without the subprotocols that the caller named.</summary>
    NoSubprotocol,

    /// <summary>With a subprotocol offered where the caller named none.</summary>
    ExtraSubprotocol,

    /// <summary>The path with its trailing slash added or taken away.</summary>
    TrailingSlash,

    /// <summary>Without the cookies and credentials that the caller gave.</summary>
    NoCredentials,

    /// <summary>Without the browser's User-Agent.</summary>
    NoUserAgent,

    /// <summary>With <c>X-Forwarded-Proto: https</c> (only straight to an origin).</summary>
    ForwardedProto,

    /// <summary>Over HTTP/2: extended CONNECT (RFC 8441).</summary>
    ExtendedConnect,

    /// <summary>One of a burst.</summary>
    Burst,

    /// <summary>The same credential a second time.</summary>
    Twice,
}
