using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Diagnosis;

/// <summary>What came back to a request, for <see cref="RunBuilder"/>.</summary>
internal sealed record Reply
{
    private int? Status { get; init; }

    private string Reason { get; init; } = "";

    private ImmutableArray<HeaderField> Headers { get; init; } = [];

    private string Body { get; init; } = "";

    private Failure? Failure { get; init; }

    private string Version { get; init; } = "HTTP/1.1";

    private string? NotHttpBytes { get; init; }

    /// <summary>What is wrong with the 101.</summary>
    public ImmutableArray<HandshakeFlaw> Flaws { get; private init; } = [];

    /// <summary>The subprotocol chosen.</summary>
    public string? Subprotocol { get; private init; }

    /// <summary>Whether permessage-deflate was agreed.</summary>
    public bool Deflate { get; private init; }

    /// <summary>What the open socket did.</summary>
    public SessionFacts? Session { get; private init; }

    /// <summary>What arrived at the far end.</summary>
    public ArrivedFacts? Arrived { get; private init; }

    /// <summary>The answer in words.</summary>
    public string Outcome => Status is { } status ? $"{status} {Reason}" : Failure?.Text ?? "nothing";

    /// <summary>An HTTP answer that opens nothing.</summary>
    public static Reply Of(int status, string reason) => new() { Status = status, Reason = reason };

    /// <summary>A redirect.</summary>
    public static Reply Redirect(int status, string location) => Of(status, "Moved").With("Location", location);

    /// <summary>A sound 101, and a socket that stays open until we close it.</summary>
    public static Reply Opens() => new()
    {
        Status = 101,
        Reason = "Switching Protocols",
        Headers =
        [
            new HeaderField("Upgrade", "websocket"),
            new HeaderField("Connection", "Upgrade"),
            new HeaderField("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
        ],
        Session = new SessionFacts { Frames = [], End = new SessionEnd { Kind = EndKind.ClosedByUs, AtMs = 5000, Code = 1000 } },
    };

    /// <summary>No answer: the attempt failed at that stage.</summary>
    public static Reply Fails(FailureStage stage, FailureKind kind, string text = "failed") => new() { Failure = new Failure(stage, kind, text) };

    /// <summary>The request was sent and nothing came back in time.</summary>
    public static Reply Silence() => Fails(FailureStage.FirstByte, FailureKind.TimedOut, "no answer within 5 s");

    /// <summary>Something came back that is not HTTP.</summary>
    public static Reply Garbage(string hex) =>
        Fails(FailureStage.Head, FailureKind.NotHttp, "not HTTP") with { NotHttpBytes = hex };

    /// <summary>Adds a header line.</summary>
    public Reply With(string name, string value) => this with { Headers = Headers.Add(new HeaderField(name, value)) };

    /// <summary>Replaces a header line's value, or its name's spelling.</summary>
    public Reply Replace(string name, string newName, string value) =>
        this with { Headers = [.. Headers.Select(h => h.Name == name ? new HeaderField(newName, value) : h)] };

    /// <summary>Adds the <c>Server</c> header.</summary>
    public Reply By(string server) => With("Server", server);

    /// <summary>Sets the body.</summary>
    public Reply WithBody(string body) => this with { Body = body };

    /// <summary>Answers with that HTTP version.</summary>
    public Reply InVersion(string version) => this with { Version = version };

    /// <summary>The 101 is not one that a browser takes.</summary>
    public Reply Flawed(params HandshakeFlaw[] flaws) => this with { Flaws = [.. flaws] };

    /// <summary>The 101 chooses a subprotocol.</summary>
    public Reply Choosing(string subprotocol) => this with { Subprotocol = subprotocol };

    /// <summary>The 101 agrees to permessage-deflate.</summary>
    public Reply Deflated() => this with { Deflate = true };

    /// <summary>The socket ends like this.</summary>
    public Reply Ends(EndKind kind, double atMs, int? code = null, string reason = "", string detail = "") => this with
    {
        Session = Session! with { End = new SessionEnd { Kind = kind, AtMs = atMs, Code = code, Reason = reason, Detail = detail } },
    };

    /// <summary>Frames that were seen or sent on the socket.</summary>
    public Reply Framed(params FrameFacts[] frames) => this with { Session = Session! with { Frames = [.. frames] } };

    /// <summary>Messages that were sent to see whether they come back.</summary>
    public Reply Echoed(params EchoFacts[] echoes) => this with { Session = Session! with { Echoes = [.. echoes] } };

    /// <summary>Changes the session at will.</summary>
    public Reply Holding(Func<SessionFacts, SessionFacts> change) => this with { Session = change(Session!) };

    /// <summary>The far end is ours and tells what reached it.</summary>
    public Reply Telling(string version = "HTTP/1.1", string path = "/ws", bool tls = false, params (string Name, string Value)[] headers) => this with
    {
        Headers = Headers.Add(new HeaderField("Wayleave", "echo; v=1")),
        Arrived = new ArrivedFacts
        {
            Version = version,
            Method = "GET",
            Path = path,
            Headers = [.. headers.Select(h => new HeaderField(h.Name, h.Value))],
            PeerAddress = "127.0.0.1",
            Tls = tls,
        },
    };

    /// <summary>As facts.</summary>
    public HttpExchange Exchange(string method, string path, ImmutableArray<HeaderField> request) => new()
    {
        Method = method,
        Path = path,
        RequestHeaders = request,
        Version = Status is null ? null : Version,
        Status = Status,
        Reason = Status is null ? null : Reason,
        ResponseHeaders = Headers,
        Body = Body,
        Address = Failure is { Stage: FailureStage.Resolve or FailureStage.Connect } ? null : "203.0.113.7:443",
        ConnectedMs = Failure is { Stage: FailureStage.Resolve or FailureStage.Connect } ? null : 3,
        FirstByteMs = Status is null ? null : 20,
        Failure = Failure,
        NotHttpBytes = NotHttpBytes,
    };
}
