using System.Collections.Frozen;
using System.Diagnostics;
using Wayleave.Protocol.Http;
using Wayleave.Server.Listening;

namespace Wayleave.Server.Telemetry;

/// <summary>
/// A span for each ordinary request and each handshake, in OpenTelemetry's words for HTTP servers. Where nobody listens there are none, and
/// an app gets the client's <c>traceparent</c> as it came.
/// </summary>
/// <seealso href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">Semantic conventions for HTTP spans</seealso>
internal static class Tracing
{
    /// <summary>The source's name.</summary>
    public const string SourceName = "Wayleave";

    private static readonly ActivitySource s_source = new(SourceName);

    // What is not one of these is told as _OTHER: a span's name must not be a stranger's.
    private static readonly FrozenSet<string> s_methods =
        FrozenSet.ToFrozenSet(["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY"]);

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn => s_source.HasListeners();

    /// <summary>The span of what runs now, if it is ours.</summary>
    public static Activity? Current => Activity.Current is { } current && ReferenceEquals(current.Source, s_source) ? current : null;

    /// <summary>Begins a span; null if nobody listens. It is the current one until it is disposed of.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="target">Its target; the query is left out, since it may hold secrets.</param>
    /// <param name="headers">Its headers: they may name a parent.</param>
    /// <param name="connection">The connection that it came on.</param>
    public static Activity? Begin(string method, string target, HeaderLines headers, ClientConnection connection)
    {
        if (!IsOn)
            return null;
        // What is no context leads to none: the span begins a trace of its own.
        _ = ActivityContext.TryParse(headers.First("traceparent"), headers.First("tracestate"), isRemote: true, out var parent);
        var known = s_methods.Contains(method) ? method : "_OTHER";
        return s_source.StartActivity(known == "_OTHER" ? "HTTP" : known, ActivityKind.Server, parent,
        [
            new("http.request.method", known),
            new("url.scheme", connection.Tls ? "https" : "http"),
            new("url.path", target.IndexOf('?') is >= 0 and var query ? target[..query] : target),
            new("network.peer.address", $"{connection.PeerAddress}"),
            new("server.port", connection.LocalPort),
        ]);
    }

    /// <summary>Says how a request was answered, in the span that runs now.</summary>
    /// <param name="route">The route; null if it got to none.</param>
    /// <param name="status">The status.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="error">What failed, in words; null if nothing did.</param>
    public static void Answered(string? route, int status, string client, string? error)
    {
        if (Current is not { } span)
            return;
        span.SetTag("http.response.status_code", status).SetTag("client.address", client);
        if (route is not null)
        {
            span.DisplayName = $"{span.GetTagItem("http.request.method")} {route}";
            span.SetTag("http.route", route);
        }

        // A server's span has failed where the server has: a refusal is the client's affair.
        if (status >= 500)
            span.SetTag("error.type", $"{status}").SetStatus(ActivityStatusCode.Error, error);
    }

    /// <summary>The headers for an app, with the span that runs now as its caller.</summary>
    /// <param name="headers">The headers otherwise.</param>
    public static HeaderLines PassOn(HeaderLines headers)
    {
        if (Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } span)
            return headers;
        headers = headers.Set("traceparent", id);
        return span.TraceStateString is { Length: > 0 } state ? headers.Set("tracestate", state) : headers.Without("tracestate");
    }
}
