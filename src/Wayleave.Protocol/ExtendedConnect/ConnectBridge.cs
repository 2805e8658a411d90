using System.Collections.Frozen;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.ExtendedConnect;

/// <summary>A handshake of HTTP/1.1 and one of HTTP/2 or HTTP/3, each made into the other.</summary>
/// <remarks>
/// HTTP/1.1 says <c>GET</c>, <c>Upgrade</c>, <c>Connection</c>, a key, and 101 with the key's answer. HTTP/2 says <c>CONNECT</c>,
/// <c>:protocol</c>, and 200: a stream cannot be mistaken for something cached, so there is no key. Version, extensions,
/// subprotocols, Origin and cookies are the same. What ends the one ends the other: see <see cref="StreamEnd"/>.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc8441#section-5">RFC 8441 §5</seealso>
public static class ConnectBridge
{
    private static readonly FrozenSet<string> s_leftOut = FrozenSet.ToFrozenSet(
        ["Host", "Connection", "Upgrade", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE",
            "Sec-WebSocket-Key", "Sec-WebSocket-Accept", "Content-Length"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The extended CONNECT that asks for what an upgrade request asks for.</summary>
    /// <param name="upgrade">A sound upgrade request.</param>
    /// <param name="scheme"><c>https</c> or <c>http</c>.</param>
    public static ConnectRequest ToConnect(RequestHead upgrade, string scheme) => new(
        "CONNECT", "websocket", scheme, upgrade.Headers.First("Host") ?? "", upgrade.Target, Lowered(EndToEnd(upgrade.Headers)));

    /// <summary>The upgrade request that asks for what an extended CONNECT asks for.</summary>
    /// <param name="connect">A sound extended CONNECT.</param>
    /// <param name="key">A fresh key, 16 unpredictable bytes in Base64: its answer is to be checked.</param>
    public static RequestHead ToUpgrade(ConnectRequest connect, string key) => new(
        "GET", connect.Path, HttpVersion.Http11,
        [
            new("Host", connect.Authority), new("Connection", "Upgrade"), new("Upgrade", "websocket"),
            .. Spelled(EndToEnd(connect.Headers)), new("Sec-WebSocket-Key", key),
        ]);

    /// <summary>The answer over HTTP/2 that says what an answer over HTTP/1.1 says: 200 for 101, others as they are.</summary>
    /// <param name="response">The answer to the upgrade, already checked.</param>
    public static ResponseHead ToConnectResponse(ResponseHead response) => response with
    {
        StatusCode = response.StatusCode == 101 ? 200 : response.StatusCode,
        ReasonPhrase = "",
        Headers = Lowered(EndToEnd(response.Headers)),
    };

    /// <summary>The first thing that keeps a server from accepting this request.</summary>
    /// <param name="request">The request as received.</param>
    public static ConnectViolation Check(ConnectRequest request)
    {
        if (request.Method != "CONNECT")
            return ConnectViolation.NotConnect;
        if (request.Protocol is null)
            return ConnectViolation.PlainConnect;
        if (request.Protocol != "websocket")
            return ConnectViolation.OtherProtocol;
        if (request.Scheme.Length == 0 || request.Authority.Length == 0 || request.Path.Length == 0)
            return ConnectViolation.PseudoHeaderMissing;
        if (request.Headers.Contains("connection") || request.Headers.Contains("upgrade"))
            return ConnectViolation.ConnectionHeader;
        return request.Headers.All("sec-websocket-version").ToArray() switch
        {
            [] => ConnectViolation.VersionMissing,
            ["13"] => ConnectViolation.None,
            _ => ConnectViolation.VersionUnsupported,
        };
    }

    private static IEnumerable<HeaderLine> EndToEnd(HeaderLines headers)
    {
        // RFC 9110 §7.6.1: also what Connection names belongs to this hop alone.
        var named = headers.Tokens("Connection").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return headers.Where(line => !s_leftOut.Contains(line.Name) && !named.Contains(line.Name));
    }

    private static HeaderLines Lowered(IEnumerable<HeaderLine> lines) =>
        [.. lines.Select(line => line with { Name = line.Name.ToLowerInvariant() })];

    // Some apps mind the case: Sec-WebSocket-Key, not Sec-Websocket-Key.
    private static IEnumerable<HeaderLine> Spelled(IEnumerable<HeaderLine> lines) => lines.Select(line => line with
    {
        Name = string.Join('-', line.Name.Split('-').Select(part => part switch
        {
            _ when part.Equals("websocket", StringComparison.OrdinalIgnoreCase) => "WebSocket",
            { Length: > 0 } => char.ToUpperInvariant(part[0]) + part[1..],
            _ => part,
        })),
    });
}
