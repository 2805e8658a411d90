namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Answers of an app that is broken, or in somebody else's hands.</summary>
internal static class AnswerRows
{
    private const string Frame = "\u0081\u0005hello";
    private const string Poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";
    private const string Accept = "Sec-WebSocket-Accept: {accept}\r\n";
    private const string Head101 = "HTTP/1.1 101 Switching Protocols\r\n";

    public static IReadOnlyList<AnswerRow> All { get; } =
    [
        new("a sound 101", RecordingApp.Switching(), "101"),
        new("a 101 with the first frame in the same segment", RecordingApp.Switching() + Frame, "101, " + Frame),
        new("a 103 before the 101", "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + RecordingApp.Switching() + Frame, "103, 101, " + Frame) { LaterGives = "101, " + Frame },
        new("a 100 before the 101", "HTTP/1.1 100 Continue\r\n\r\n" + RecordingApp.Switching(), "100, 101") { LaterGives = "101" },
        new("a 101 with a length, which has no body all the same", RecordingApp.Switching("Content-Length: 7\r\n") + Frame, "101, " + Frame),
        new("a 101 with chunks, which has none either", RecordingApp.Switching("Transfer-Encoding: chunked\r\n") + Frame, "101, " + Frame),
        new("a 101 without Sec-WebSocket-Accept", Head101 + "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n" + Frame, "502, closed"),
        new("a 101 with a wrong Sec-WebSocket-Accept", Head101 + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n" + Frame, "502, closed"),
        new("a 101 with two Sec-WebSocket-Accepts", RecordingApp.Switching("Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n"), "502, closed"),
        new("a 101 to h2c", Head101 + "Upgrade: h2c\r\nConnection: Upgrade\r\n" + Accept + "\r\n", "502, closed"),
        new("a 101 to nothing", Head101 + "Connection: Upgrade\r\n" + Accept + "\r\n", "502, closed"),
        new("a 101 without Connection", Head101 + "Upgrade: websocket\r\n" + Accept + "\r\n", "502, closed"),
        new("a 101 in HTTP/1.0", RecordingApp.Switching().Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal), "502, closed"),
        new("a subprotocol that was not offered", RecordingApp.Switching("Sec-WebSocket-Protocol: chat\r\n"), "502, closed"),
        new("an extension that was not offered", RecordingApp.Switching("Sec-WebSocket-Extensions: permessage-deflate\r\n"), "502, closed"),
        new("200, and another answer behind its body", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno" + Poison, "200 no, closed"),
        new("200 in chunks, and another answer behind", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n" + Poison, "200 no, closed"),
        new("200 that looks like a 101, and frames", "HTTP/1.1 200 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + Accept + "Content-Length: 0\r\n\r\n" + Frame, "200, closed"),
        new("200 until it closes", "HTTP/1.1 200 OK\r\n\r\nno", "200 no, closed") { Then = AppThen.Close },
        new("204, and another answer behind", "HTTP/1.1 204 No Content\r\n\r\n" + Poison, "204, closed"),
        new("304, and another answer behind", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n" + Poison, "304, closed"),
        new("401, and a 101 behind", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n" + RecordingApp.Switching() + Frame, "401, closed"),
        new("426, and a 101 behind", "HTTP/1.1 426 Upgrade Required\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n" + RecordingApp.Switching() + Frame, "426, closed"),
        new("301, and frames behind", "HTTP/1.1 301 Moved Permanently\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n" + Frame, "301, closed"),
        new("a declining answer with two lengths that differ", "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nno!", "502, closed"),
        new("a declining answer with a length and chunks, which has chunks", "HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n" + Poison, "403 no, closed"),
        new("a 103 that never ends", string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 50)), string.Concat(Enumerable.Repeat("103, ", 16)) + "502, closed") { LaterGives = "502, closed" },
        new("a head of 1 MB", Head101 + $"X: {new string('x', 1_000_000)}\r\n\r\n", "502, closed"),
        new("a head with a folded line", RecordingApp.Switching("X: y\r\n z\r\n"), "502, closed"),
        new("a head with a bare LF", RecordingApp.Switching("X: y\nZ: 1\r\n"), "502, closed"),
        new("a head with a CR in a value", RecordingApp.Switching("X: y\rZ: 1\r\n"), "502, closed"),
        new("what is no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "502, closed"),
        new("HTTP/2 without being asked", "\0\0\0\u0004\0\0\0\0\0", "502, closed"),
        new("nothing, and closes", "", "502, closed") { Then = AppThen.Close },
        new("nothing, and resets", "", "502, closed") { Then = AppThen.Reset },
        new("half a head, and closes", Head101 + "Upgr", "502, closed") { Then = AppThen.Close },
        Ordinary("a 101 that nobody asked for", RecordingApp.Switching() + Frame, "502, goes on"),
        Ordinary("a 101 to h2c that nobody asked for", Head101 + "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + Frame, "502, goes on"),
        Ordinary("another answer behind the body", RecordingApp.Ok("fine") + Poison, "200 fine, goes on"),
        Ordinary("another answer behind a 204", "HTTP/1.1 204 No Content\r\n\r\n" + Poison, "204, goes on"),
        Ordinary("another answer behind a 304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n" + Poison, "304, goes on"),
        Ordinary("a length and chunks", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n", "200 fine, goes on"),
        Ordinary("two lengths that differ", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 3\r\n\r\nfine", "502, goes on"),
        Ordinary("a 103 before the answer", "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + RecordingApp.Ok("fine"), "103, 200 fine, goes on"),
        Ordinary("1000 times 103 before the answer", string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 1000)) + RecordingApp.Ok("fine"), string.Concat(Enumerable.Repeat("103, ", 16)) + "502, goes on"),
        Ordinary("a head of 1 MB to a GET", $"HTTP/1.1 200 OK\r\nX: {new string('x', 1_000_000)}\r\n\r\n", "502, goes on"),
        Ordinary("a head with a NUL, which becomes a space", "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n", "200, goes on"),
        Ordinary("what is no HTTP to a GET", "SSH-2.0-OpenSSH_9.2\r\n", "502, goes on", AppThen.Close),
        Ordinary("nothing to a GET, and closes", "", "502, goes on", AppThen.Close),
        Ordinary("a body that is cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "cut", AppThen.Close),
        Ordinary("chunks that are cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "cut", AppThen.Close),
        Ordinary("chunks that are wrong", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nx\r\n", "cut"),
        Ordinary("fields of one hop", "HTTP/1.1 200 OK\r\nConnection: close, x-hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nContent-Length: 4\r\n\r\nfine", "200 fine, goes on", AppThen.Close),
    ];

    private static AnswerRow Ordinary(string name, string sends, string gives, AppThen then = AppThen.NextRequest) =>
        new(name, sends, gives) { Upgrade = false, Then = then };
}
