using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Wayleave.Protocol.Echo;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Echo;

/// <summary>What an echo server answers to requests that open no socket. Each answer is signed, and says what arrived.</summary>
internal static class EchoAnswers
{
    private static readonly FrozenSet<string> s_healthPaths = FrozenSet.ToFrozenSet(["/", "/healthz", "/_stcore/health", "/.wayleave/healthz"]);

    /// <summary>The line that every answer carries.</summary>
    public static HeaderLines Signature { get; } = [new(Arrived.SignatureName, Arrived.Signature)];

    /// <summary>The answer to a request that is no sound handshake.</summary>
    /// <param name="request">The request.</param>
    /// <param name="violation">Why it opens no socket.</param>
    /// <param name="arrived">What arrived.</param>
    /// <param name="keepAlive">Whether another request may follow on the connection.</param>
    public static EchoAnswer ToRequest(RequestHead request, HandshakeViolation violation, Arrived arrived, bool keepAlive)
    {
        var asked = HandshakeRequest.AsksForWebSocket(request);
        var healthy = !asked && request.Method is "GET" or "HEAD" && s_healthPaths.Contains(request.Target.Split('?')[0]);
        // A page's request is not wrong in itself: it is only told how this server wants to be asked.
        var status = healthy ? 200 : asked ? violation.StatusCode() : 426;
        HeaderLines headers = [new("Content-Type", "application/json"), new("Cache-Control", "no-store")];
        if (asked)
            headers = headers.With("Wayleave-Says", violation.Describe());
        if (status == 405)
            headers = headers.With("Allow", "GET");
        return Answer(status, headers, arrived.ToJson(), keepAlive, withBody: request.Method != "HEAD");
    }

    /// <summary>The answer to what is no request.</summary>
    /// <param name="violation">What is wrong.</param>
    public static EchoAnswer ToViolation(HttpViolation violation) =>
        Answer(violation.StatusCode(), [new("Content-Type", "text/plain")], Encoding.UTF8.GetBytes(violation.Describe() + "\n"), keepAlive: false, withBody: true);

    /// <summary>The answer to a connection on which no whole request came in time.</summary>
    public static EchoAnswer TooLate =>
        Answer(408, [new("Content-Type", "text/plain")], "no whole request came in time\n"u8.ToArray(), keepAlive: false, withBody: true);

    private static EchoAnswer Answer(int status, HeaderLines headers, byte[] body, bool keepAlive, bool withBody)
    {
        var connection = (status, keepAlive) switch
        {
            // RFC 9110 §15.5.22: a 426 must name the protocol wanted, and §7.8: Upgrade always comes with Connection: Upgrade.
            (426, true) => "Upgrade",
            (426, false) => "Upgrade, close",
            (_, true) => "keep-alive",
            _ => "close",
        };
        if (status == 426)
            headers = headers.With("Upgrade", "websocket").With("Sec-WebSocket-Version", "13");
        headers = [.. headers.With("Connection", connection).With("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)), .. Signature];
        return new EchoAnswer(new ResponseHead(HttpVersion.Http11, status, Reason(status), headers), withBody ? body : [], keepAlive);
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        426 => "Upgrade Required",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        505 => "HTTP Version Not Supported",
        _ => "",
    };
}
