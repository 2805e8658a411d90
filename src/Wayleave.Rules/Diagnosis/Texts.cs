using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Sentences of servers and libraries that say what they missed. Each is one library's own wording.</summary>
internal static class Texts
{
    // Tornado and SockJS, websockets (Python), Engine.IO, gorilla/websocket, nhooyr, Jetty, Spring.
    private static readonly string[] UpgradeMissing =
    [
        "Can \"Upgrade\" only to \"WebSocket\".",
        "\"Connection\" must be \"Upgrade\".",
        "missing Connection header",
        "invalid Connection header",
        "missing Upgrade header",
        "invalid Upgrade header",
        "\"code\":3,\"message\":\"Bad request\"",
        "the client is not using the websocket protocol",
        "WebSocket protocol violation: Connection header",
        "WebSocket protocol violation: Upgrade header",
        "Not a WebSocket handshake request",
        "Expected a WebSocket request",
        "Can not accept a WebSocket upgrade: no upgrade header",
    ];

    private static readonly string[] OriginRefused =
    [
        "Cross origin websockets not allowed",
        "invalid Origin header",
        "is not an accepted origin",
        "Unverified origin.",
        "request origin not allowed",
        "origin not allowed",
        "Invalid origin",
        "Origin is not allowed",
        "Forbidden origin",
        "Not allowed by CORS",
    ];

    private static readonly string[] HostRefused =
    [
        "Invalid host header",
        "Invalid HTTP_HOST header",
        "DisallowedHost",
        "<h1>Bad Request (400)</h1>",
        "Blocked request. This host (",
        "Blocked hosts:",
        "Blocked host:",
        "<h2>Bad Request - Invalid Hostname</h2>",
    ];

    private static readonly string[] KeyOrVersionMissing =
    [
        "Missing or invalid Sec-WebSocket-Key header",
        "Missing or invalid Sec-WebSocket-Version header",
        "missing Sec-WebSocket-Key header",
        "missing Sec-WebSocket-Version header",
        "invalid Sec-WebSocket-Key header",
        "the Sec-WebSocket-Key header is missing",
        "the Sec-WebSocket-Version header is missing",
        "'Sec-WebSocket-Key' header is missing",
        "'Sec-Websocket-Version' header",
        "Sec-WebSocket-Key' header must be",
        "WebSocket protocol violation: missing Sec-WebSocket-Key",
        "unsupported WebSocket protocol version",
        "Unsupported WebSocket version",
    ];

    /// <summary>The sentence that says that no upgrade was seen; null if there is none.</summary>
    /// <param name="exchange">An answer.</param>
    public static string? SaysUpgradeMissing(HttpExchange exchange) => Find(exchange.Body, UpgradeMissing);

    /// <summary>The sentence that refuses the Origin, in the body or the close reason; null if there is none.</summary>
    /// <param name="probe">A handshake.</param>
    public static string? SaysOriginRefused(HandshakeProbe probe) =>
        Find(probe.Exchange.Body, OriginRefused) ?? Find(probe.Session?.End.Reason ?? "", OriginRefused);

    /// <summary>The sentence that refuses the Host; null if there is none.</summary>
    /// <param name="exchange">An answer.</param>
    public static string? SaysHostRefused(HttpExchange exchange) => Find(exchange.Body, HostRefused);

    /// <summary>The sentence that misses one of the <c>Sec-WebSocket-*</c> headers; null if there is none.</summary>
    /// <param name="exchange">An answer.</param>
    public static string? SaysKeyOrVersionMissing(HttpExchange exchange) => Find(exchange.Body, KeyOrVersionMissing);

    private static string? Find(string text, string[] sentences) =>
        text.Length == 0 ? null : Array.Find(sentences, s => text.Contains(s, StringComparison.OrdinalIgnoreCase));
}
