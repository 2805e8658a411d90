using System.Net;
using Wayleave.Lab.Hops;
using Wayleave.Protocol.Http;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Lab.Engine;

/// <summary>One request at one hop, from its arrival to its answer.</summary>
public sealed class Exchange
{
    /// <summary>The request as it arrived.</summary>
    public required RequestHead Request { get; init; }

    /// <summary>How many bytes the request's head took.</summary>
    public required int HeadBytes { get; init; }

    /// <summary>Who sent it.</summary>
    public required IPEndPoint Client { get; init; }

    /// <summary>Whether it came by TLS.</summary>
    public required bool ClientTls { get; init; }

    /// <summary>The hop that has it.</summary>
    public required StandIn Hop { get; init; }

    /// <summary>Where the hop passes requests on to.</summary>
    public required Uri Upstream { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Chance.</summary>
    public required Chance Chance { get; init; }

    /// <summary>When it arrived, by the clock's timestamp.</summary>
    public required long Began { get; init; }

    /// <summary>The request as it will be passed on: the hop writes it first, then each fault may change it.</summary>
    public required RequestHead Forwarded { get; set; }

    /// <summary>Why a fault has changed or answered it, for the log; null if none did.</summary>
    public string? Note { get; set; }

    /// <summary>Whether a fault has ended the answer's body early: the connection then ends there.</summary>
    public bool EndedEarly { get; set; }

    /// <summary>Whether the client asks for a WebSocket (RFC 6455 §4.2.1); the key and the version are the app's to judge.</summary>
    public bool IsUpgrade => Request is { Method: "GET", Version: HttpVersion.Http11 }
        && Request.Headers.HasToken("Connection", "upgrade")
        && Request.Headers.HasToken("Upgrade", "websocket");

    /// <summary>The path of the request's target, without the query.</summary>
    public string Path => Request.Target.Split('?', 2)[0];

    /// <summary>The Host as the client sent it; the upstream's own where it sent none.</summary>
    public string Host => Request.Headers.First("Host") ?? Upstream.Authority;

    /// <summary>The scheme that the outermost client used: what an earlier hop says, else how the request arrived.</summary>
    public string Scheme => Request.Headers.First("X-Forwarded-Proto") is "https" or "http"
        ? Request.Headers.First("X-Forwarded-Proto")!
        : ClientTls ? "https" : "http";

    /// <summary>True if the request asks for a page as browsers do.</summary>
    public bool WantsHtml => Request.Headers.All("Accept").Any(accept => accept.Contains("text/html", StringComparison.Ordinal));

    /// <summary>The Date header's value now.</summary>
    public string Date => Time.GetUtcNow().ToString("r");
}
