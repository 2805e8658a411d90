using System.Buffers;
using Wayleave.Protocol.Http;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Forwarding;

/// <summary>
/// What a request must be before it is routed. It stands behind Kestrel and before everything else, and does not rely on what Kestrel
/// refuses: the sockets that are taken below Kestrel's HTTP layer pass it too.
/// </summary>
/// <remarks>
/// Kestrel (tried on .NET 10) takes a request with both Content-Length and Transfer-Encoding and shows the length as
/// <c>X-Content-Length</c>, takes an upgrade over HTTP/1.0, and lets control characters in a target through. A hop behind that reads
/// such a request otherwise is what smuggling lives on, so it is refused and never mended.
/// </remarks>
internal static class RequestGuard
{
    private static readonly SearchValues<char> s_token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] s_folded = GuardViolations.Allow.Split(", ");

    // RFC 9113 §8.2.2: a message with such a field is malformed. TE may be there, and says at most "trailers".
    private static readonly string[] s_notInHttp2 = ["Connection", "Upgrade", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding"];

    /// <summary>Checks a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">The raw target, as on the wire.</param>
    /// <param name="version">The version.</param>
    /// <param name="headers">The headers; over HTTP/2 with <c>:authority</c> as <c>Host</c>.</param>
    /// <param name="connectProtocol"><c>:protocol</c> of an extended CONNECT; null in any other request.</param>
    /// <param name="request">The request as it counts, where the answer is <see cref="GuardViolation.None"/>; else null.</param>
    /// <returns>The first thing that is wrong.</returns>
    public static GuardViolation Check(
        string method, string target, RequestVersion version, HeaderLines headers, string? connectProtocol, out GuardedRequest? request)
    {
        request = null;
        var violation = CheckMethod(method, version, connectProtocol);
        if (violation == GuardViolation.None)
            violation = CheckHeaders(headers, version);
        if (violation == GuardViolation.None)
            violation = CheckFraming(method, target, version, headers);
        if (violation != GuardViolation.None)
            return violation;

        violation = HostGuard.Check(version, headers, out var host);
        if (violation == GuardViolation.None)
            violation = TargetGuard.Check(target, version, ref host, out target);
        if (violation != GuardViolation.None)
            return violation;

        var wanted = connectProtocol is not null || (version == RequestVersion.Http11 && headers.HasToken("Upgrade", "websocket"));
        request = new GuardedRequest(method, target, host, Counting(headers, wanted && connectProtocol is null), wanted);
        return GuardViolation.None;
    }

    private static GuardViolation CheckMethod(string method, RequestVersion version, string? connectProtocol)
    {
        if (method.Length == 0 || method.AsSpan().ContainsAnyExcept(s_token))
            return GuardViolation.MethodInvalid;
        // Methods are case-sensitive, but client libraries fold these on the way out, and then the app gets the real one.
        if (method.Equals("TRACE", StringComparison.OrdinalIgnoreCase))
            return GuardViolation.TraceMethod;
        if (!method.Equals("CONNECT", StringComparison.OrdinalIgnoreCase))
            return s_folded.Contains(method, StringComparer.OrdinalIgnoreCase) && !s_folded.Contains(method) ? GuardViolation.MethodSpelling : GuardViolation.None;
        if (version != RequestVersion.Http2 || connectProtocol is null || method != "CONNECT")
            return GuardViolation.ConnectMethod;
        return connectProtocol == "websocket" ? GuardViolation.None : GuardViolation.OtherProtocol;
    }

    private static GuardViolation CheckHeaders(HeaderLines headers, RequestVersion version)
    {
        foreach (var (name, value) in headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(s_token))
                return GuardViolation.HeaderNameInvalid;
            if (value.Any(c => (c < ' ' && c != '\t') || c == '\x7f'))
                return GuardViolation.HeaderValueInvalid;
        }

        return version == RequestVersion.Http2 && s_notInHttp2.Any(headers.Contains) ? GuardViolation.ConnectionFieldInHttp2 : GuardViolation.None;
    }

    private static GuardViolation CheckFraming(string method, string target, RequestVersion version, HeaderLines headers)
    {
        if (headers.Contains("Transfer-Encoding"))
        {
            // X-Content-Length is what Kestrel makes of the length in a request that has both.
            if (headers.Contains("X-Content-Length"))
                return GuardViolation.LengthAndEncoding;
            if (version == RequestVersion.Http10)
                return GuardViolation.EncodingInHttp10;
        }

        BodyFraming.TryOfRequest(new RequestHead(method, target, HttpVersion.Http11, headers), out _, out var violation);
        return violation switch
        {
            HttpViolation.None => GuardViolation.None,
            HttpViolation.LengthAndEncoding => GuardViolation.LengthAndEncoding,
            HttpViolation.EncodingUnknown => GuardViolation.EncodingUnknown,
            HttpViolation.LengthsDiffer => GuardViolation.LengthsDiffer,
            _ => GuardViolation.LengthInvalid,
        };
    }

    /// <summary>
    /// The headers that count. RFC 9110 §7.8: Upgrade in HTTP/1.0 is ignored; and so is any protocol but ours, since a list such as
    /// <c>websocket, h2c</c> must never reach a hop that would take the other one.
    /// </summary>
    private static HeaderLines Counting(HeaderLines headers, bool upgrades)
    {
        if (headers.Contains("Upgrade"))
            headers = upgrades ? headers.Set("Upgrade", "websocket") : headers.Without("Upgrade");
        // "5, 5" is one length, and the next hop shall not have to know that.
        if (headers.First("Content-Length") is not null)
            headers = headers.Set("Content-Length", headers.Tokens("Content-Length").First());
        return headers;
    }
}
