using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Upgrading;
using Yarp.ReverseProxy.Forwarder;
using Refusal = Wayleave.Server.Upgrading.Refusal;

namespace Wayleave.Server.Serving;

/// <summary>Ordinary requests, through YARP's forwarder: streamed both ways, and tried elsewhere as long as nothing has been sent.</summary>
/// <param name="forwarder">YARP's forwarder.</param>
/// <param name="clients">The clients that it sends with.</param>
/// <param name="outgoing">Makes what apps get.</param>
/// <param name="observer">Told of what happens.</param>
/// <param name="time">The clock.</param>
internal sealed class HttpForwarding(IHttpForwarder forwarder, HttpClients clients, OutgoingRequests outgoing, IGatewayObserver observer, TimeProvider time)
{
    // YARP gives up on a stream that is silent for 100 s; server-sent events and long polls are silent for longer.
    private static readonly TimeSpan s_silence = TimeSpan.FromHours(1);

    private static readonly ForwarderRequestConfig s_http1 = ConfigOf(System.Net.HttpVersion.Version11, HttpVersionPolicy.RequestVersionOrLower);
    private static readonly ForwarderRequestConfig s_negotiated = ConfigOf(System.Net.HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower);
    private static readonly ForwarderRequestConfig s_http2 = ConfigOf(System.Net.HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);

    /// <summary>Passes a request on to a destination of its route.</summary>
    /// <param name="context">The request.</param>
    /// <param name="world">The world that it sees.</param>
    /// <param name="received">What reception made of it.</param>
    /// <param name="version">The version that it came in.</param>
    public async Task ForwardAsync(HttpContext context, World world, Received received, RequestVersion version)
    {
        if (LimitBody(context, world.Settings.Limits.BodyBytes) is { } tooLarge)
        {
            await RefuseAsync(context, tooLarge, received).ConfigureAwait(false);
            return;
        }

        // YARP would go on with an upgrade by itself where Kestrel sees one: in HTTP/1.0, or to SPDY. Sockets are not its business here.
        context.Features.Set<IHttpUpgradeFeature>(null);
        context.Features.Set<IHttpExtendedConnectFeature>(null);
        var began = time.GetTimestamp();
        var cluster = received.Run.Cluster;
        var tried = default(Tried);
        DialFailure? last = null;
        while (cluster.Pick(PickBy.Of(received), tried) is { Destination: { } destination } choice)
        {
            var (headers, refusal) = outgoing.ForRequest(received, destination, version, world.Settings.Forwarded);
            if (refusal is not null)
            {
                await RefuseAsync(context, refusal, received).ConfigureAwait(false);
                return;
            }

            using var lease = destination.Enter(LeaseKind.Request);
            var transformer = new AppTransformer(UriFor(received, destination), headers!, choice.SetCookie);
            var error = await forwarder.SendAsync(
                context, destination.Url.AbsoluteUri, clients.For(destination, received.Match.Route.VerifyTls), ConfigFor(destination), transformer).ConfigureAwait(false);
            var exception = error == ForwarderError.None ? null : context.Features.Get<IForwarderErrorFeature>()?.Exception;
            last = DialException.FailureOf(exception);
            if (last is null)
            {
                Tell(cluster, destination, error, exception);
                await FinishAsync(context, received, destination, (error, exception), time.GetElapsedTime(began)).ConfigureAwait(false);
                return;
            }

            cluster.Failed(destination, last);
            tried.Add(destination);
            // Nothing was sent and nothing read: the next one gets the request whole.
            context.Response.StatusCode = StatusCodes.Status200OK;
        }

        await RefuseAsync(context, Refusal.Unreachable(last), received, elapsed: time.GetElapsedTime(began)).ConfigureAwait(false);
    }

    /// <summary>Answers a request ourselves.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refusal">The answer.</param>
    /// <param name="received">What reception made of it; null if it did not pass.</param>
    /// <param name="destination">The destination that it was sent to; null if to none.</param>
    /// <param name="elapsed">How long it took.</param>
    public async Task RefuseAsync(
        HttpContext context, Refusal refusal, Received? received, Destination? destination = null, TimeSpan elapsed = default)
    {
        observer.Answered(Outcome(context, received, refusal.Status) with { Destination = destination, Error = refusal.Detail ?? refusal.Words, Elapsed = elapsed });
        context.Response.StatusCode = refusal.Status;
        foreach (var line in refusal.Head.Headers)
            context.Response.Headers[line.Name] = line.Value;
        // What is wrong with a request may make the next one on the connection anything; and whoever asked for a tunnel may have sent
        // ahead what was to go through it (RFC 9931).
        if (refusal.Status is 400 or 405 or 413 or 501 && HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.Headers.Connection = "close";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(refusal.Body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Sends a client elsewhere, for good.</summary>
    /// <param name="context">The request.</param>
    /// <param name="location">Where to.</param>
    /// <param name="received">What reception made of it.</param>
    public void Redirect(HttpContext context, string location, Received received)
    {
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = location;
        observer.Answered(Outcome(context, received, StatusCodes.Status308PermanentRedirect));
    }

    private static RequestOutcome Outcome(HttpContext context, Received? received, int status) => new()
    {
        Route = received?.Match.Route.Name,
        Client = received?.Client.Address ?? context.Connection.RemoteIpAddress ?? IPAddress.None,
        Method = context.Request.Method,
        Path = context.Request.Path.Value ?? "",
        Status = status,
    };

    private static ForwarderRequestConfig ConfigOf(Version version, HttpVersionPolicy policy) =>
        new() { ActivityTimeout = s_silence, Version = version, VersionPolicy = policy };

    private static ForwarderRequestConfig ConfigFor(Destination destination) => destination.Http2 ? s_http2 : destination.Tls ? s_negotiated : s_http1;

    private static Uri UriFor(Received received, Destination destination)
    {
        var url = destination.Url;
        var authority = destination.Http2 ? $"http://{url.IdnHost}:{destination.Port}" : $"{url.Scheme}://{url.Authority}";
        // What stands in the target goes out as it came: a URL parser would mend it.
        return new Uri(authority + OutgoingRequests.TargetFor(received, destination), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    private static Refusal? LimitBody(HttpContext context, long? limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        return context.Request.ContentLength > limit
            ? new Refusal(413, $"the body is longer than {limit} bytes") { Detail = $"the body has {context.Request.ContentLength} bytes, limits.max_body is {limit}" }
            : null;
    }

    private static void Tell(Cluster cluster, Destination destination, ForwarderError error, Exception? exception)
    {
        if (error == ForwarderError.None)
            Cluster.Passed(destination);
        else if (error is ForwarderError.Request or ForwarderError.RequestTimedOut or ForwarderError.ResponseHeaders)
            cluster.Failed(destination, WordsOf(exception) ?? error.ToString());
    }

    private async Task FinishAsync(
        HttpContext context, Received received, Destination destination, (ForwarderError Kind, Exception? Exception) error, TimeSpan elapsed)
    {
        var exception = error.Exception;
        var why = error.Kind == ForwarderError.None ? null : WordsOf(exception) ?? error.Kind.ToString();
        var isAbandoned = context.RequestAborted.IsCancellationRequested;
        if (context.Response.HasStarted || error.Kind == ForwarderError.None || isAbandoned)
        {
            // A page left while it loads, a stream that nobody watches any more: that is no fault.
            var status = context.Response.HasStarted || error.Kind == ForwarderError.None ? context.Response.StatusCode : StatusCodes.Status499ClientClosedRequest;
            observer.Answered(Outcome(context, received, status) with { Destination = destination, Error = isAbandoned ? null : why, Elapsed = elapsed });
            return;
        }

        // YARP has set a status and no words.
        var tooLarge = Find<BadHttpRequestException>(exception) is { StatusCode: StatusCodes.Status413PayloadTooLarge };
        var refusal = tooLarge ? new Refusal(413, "the body is longer than the limit")
            : context.Response.StatusCode == StatusCodes.Status504GatewayTimeout ? new Refusal(504, "the app did not answer in time")
            : context.Response.StatusCode == StatusCodes.Status400BadRequest ? new Refusal(400, "the request's body could not be read")
            : new Refusal(502, "the app gave no sound answer");
        await RefuseAsync(context, refusal with { Detail = why }, received, destination, elapsed).ConfigureAwait(false);
    }

    private static string? WordsOf(Exception? exception) => exception is null ? null : (exception.InnerException ?? exception).Message;

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is T found)
                return found;
        return null;
    }
}
