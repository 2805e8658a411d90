namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>A request that somebody may send to do harm, what we answer, and what the app gets to see of it.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Sends">The bytes, each one character.</param>
internal sealed record AbuseRow(string Name, string Sends)
{
    /// <summary>The head of each request that is harmless in itself.</summary>
    public const string Plain = "GET /a HTTP/1.1\r\nHost: a.test\r\n";

    /// <summary>A sound handshake without its empty line.</summary>
    public const string Handshake =
        "GET /ws HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /// <summary>What an app gets for <see cref="Handshake"/>.</summary>
    public const string HandshakeAtApp =
        "GET /ws HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{ours}\r\n\r\n";

    /// <summary>What an app gets for <see cref="Plain"/>.</summary>
    public const string PlainAtApp = "GET /a HTTP/1.1\r\nHost: a.test\r\n{ours}\r\n\r\n";

    /// <summary>The statuses given, and whether the connection serves another request then: <c>200, goes on</c>, or not: <c>400, closed</c>.</summary>
    public string Gives { get; init; } = "400, closed";

    /// <summary>What the app sees; <c>{ours}</c> stands for the lines that we write ourselves. Null: nothing.</summary>
    public string? App { get; init; }

    /// <summary>Whether the app may see less: the row's end is refused when its beginning is on its way already.</summary>
    public bool IsCut { get; init; }

    /// <summary>What is given where it is not the first request of its connection, if that differs.</summary>
    public string? LaterGives { get; init; }

    /// <summary>What the app sees then, if that differs.</summary>
    public string? LaterApp { get; init; }

    /// <summary>Whether it is also sent byte by byte. Default true; long ones are not.</summary>
    public bool Singly { get; init; } = true;

    /// <summary>A row that is passed on.</summary>
    public static AbuseRow Passes(string name, string sends, string app, string gives = "200, goes on") => new(name, sends) { Gives = gives, App = app };

    /// <summary>A row that is refused with another status than 400.</summary>
    public static AbuseRow Refused(string name, string sends, string gives) => new(name, sends) { Gives = gives };

    public override string ToString() => Name;
}
