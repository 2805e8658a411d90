namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Requests over HTTP/2 that HTTP/1.1 would read as something else.</summary>
internal static class Http2Rows
{
    private static readonly string[] s_get = [":method=GET", ":scheme={scheme}", ":authority=a.test", ":path=/a"];
    private static readonly string[] s_post = [":method=POST", ":scheme={scheme}", ":authority=a.test", ":path=/a"];
    private static readonly string[] s_connect = [":method=CONNECT", ":protocol=websocket", ":scheme={scheme}", ":authority=a.test", ":path=/ws", "sec-websocket-version=13"];

    private const string SocketAtApp =
        "GET /ws HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{ours}\r\n\r\n";

    public static IReadOnlyList<Http2Row> All { get; } =
    [
        new("a sound request", s_get) { Gives = "200", App = AbuseRow.PlainAtApp },
        new("Connection", [.. s_get, "connection=close"]) { Gives = "goaway 1" },
        new("Upgrade", [.. s_get, "upgrade=websocket"]) { Gives = "400" },
        new("Upgrade and Connection", [.. s_get, "connection=upgrade", "upgrade=websocket", "sec-websocket-version=13", "sec-websocket-key=dGhlIHNhbXBsZSBub25jZQ=="]) { Gives = "goaway 1" },
        new("Keep-Alive", [.. s_get, "keep-alive=timeout=5"]) { Gives = "400" },
        new("Proxy-Connection", [.. s_get, "proxy-connection=keep-alive"]) { Gives = "400" },
        new("H2.TE: Transfer-Encoding", [.. s_post, "transfer-encoding=chunked"]) { Gives = "400", Body = "0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: a.test\r\n\r\n" },
        new("TE: chunked", [.. s_get, "te=chunked"]) { Gives = "goaway 1" },
        new("H2.CL: a length that is less than the body", [.. s_post, "content-length=0"]) { Body = "GET /hidden HTTP/1.1\r\nHost: a.test\r\n\r\n" },
        new("H2.CL: a length that is more than the body", [.. s_post, "content-length=50"]) { Body = "hello", App = "POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 50\r\n{ours}\r\n\r\nhello", IsCut = true },
        new("a length with a plus", [.. s_post, "content-length=+5"]) { Gives = "goaway 1", Body = "hello" },
        new("two lengths that differ", [.. s_post, "content-length=5", "content-length=6"]) { Gives = "goaway 1", Body = "hello" },
        new("a line end in a value", [.. s_get, "x=y\r\nX-Forwarded-For: 1.2.3.4"]) { Gives = "goaway 1" },
        new("a line end in a path", ":method=GET", ":scheme={scheme}", ":authority=a.test", ":path=/a HTTP/1.1\r\nHost: b.test") { Gives = "goaway 1" },
        new("a line end in a method", ":method=GET /x HTTP/1.1\r\nX: y", ":scheme={scheme}", ":authority=a.test", ":path=/a") { Gives = "goaway 1" },
        new("a line end in a host", ":method=GET", ":scheme={scheme}", ":authority=a.test\r\nX: y", ":path=/a") { Gives = "goaway 1" },
        new("a line end in a name", [.. s_get, "x\r\ny=z"]) { Gives = "400" },
        new("a colon in a name", [.. s_get, "x:y=z"]) { Gives = "400" },
        new("a space in a name", [.. s_get, "x y=z"]) { Gives = "400" },
        new("capitals in a name", [.. s_get, "X-Y=z"]) { Gives = "goaway 1" },
        new("an unknown pseudo-header", [.. s_get, ":x=y"]) { Gives = "goaway 1" },
        new("a pseudo-header behind others", ":method=GET", ":scheme={scheme}", ":authority=a.test", "x=y", ":path=/a") { Gives = "goaway 1" },
        new("no :path", ":method=GET", ":scheme={scheme}", ":authority=a.test"),
        new("an empty :path", ":method=GET", ":scheme={scheme}", ":authority=a.test", ":path="),
        new("no :method", ":scheme={scheme}", ":authority=a.test", ":path=/a"),
        new("two :paths", [.. s_get, ":path=/b"]) { Gives = "goaway 1" },
        new("a :path without a slash", ":method=GET", ":scheme={scheme}", ":authority=a.test", ":path=admin"),
        new("a :path that is a URL", ":method=GET", ":scheme={scheme}", ":authority=a.test", ":path=http://b.test/"),
        new("a :path with dot segments", ":method=GET", ":scheme={scheme}", ":authority=a.test", ":path=/a/../admin") { Gives = "400" },
        new("a :path that hides a route", ":method=GET", ":scheme={scheme}", ":authority=a.test", ":path=//admin") { Gives = "400" },
        new("a :path with a fragment", ":method=GET", ":scheme={scheme}", ":authority=a.test", ":path=/a#b") { Gives = "400" },
        new("Host and :authority that differ", [.. s_get, "host=b.test"]) { Gives = "200", App = AbuseRow.PlainAtApp },
        new("a user in :authority", ":method=GET", ":scheme={scheme}", ":authority=x@a.test", ":path=/a"),
        new("another :scheme", ":method=GET", ":scheme=ftp", ":authority=a.test", ":path=/a"),
        new("X-Forwarded-For", [.. s_get, "x-forwarded-for=1.2.3.4", "x_forwarded_for=1.2.3.4", "forwarded=for=1.2.3.4"]) { Gives = "200", App = AbuseRow.PlainAtApp },
        new("a sound socket", s_connect) { Gives = "200", Open = true, App = SocketAtApp },
        new("a socket with a key of its own, which counts for nothing", [.. s_connect, "sec-websocket-key=AAAA"]) { Gives = "200", Open = true, App = SocketAtApp },
        new("a socket with version 8", [.. s_connect[..^1], "sec-websocket-version=8"]) { Gives = "400", Open = true },
        new("a socket with two versions", [.. s_connect, "sec-websocket-version=8"]) { Gives = "400", Open = true },
        new("a socket with Connection and Upgrade", [.. s_connect, "connection=upgrade", "upgrade=websocket"]) { Gives = "goaway 1", Open = true },
        new("a socket without :path", ":method=CONNECT", ":protocol=websocket", ":scheme={scheme}", ":authority=a.test", "sec-websocket-version=13") { Open = true },
        new("a socket that ends at once", s_connect) { Gives = "200", App = SocketAtApp },
        new("another :protocol", ":method=CONNECT", ":protocol=connect-udp", ":scheme={scheme}", ":authority=a.test", ":path=/ws") { Gives = "501", Open = true },
        new(":protocol in capitals", ":method=CONNECT", ":protocol=WebSocket", ":scheme={scheme}", ":authority=a.test", ":path=/ws", "sec-websocket-version=13") { Gives = "501", Open = true },
        new(":protocol in a GET", [.. s_get, ":protocol=websocket"]),
        new("a plain CONNECT", ":method=CONNECT", ":authority=b.test:443") { Gives = "405", Open = true },
    ];
}
