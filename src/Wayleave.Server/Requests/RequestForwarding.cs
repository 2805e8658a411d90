using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Wayleave.Server.Carry.Pages;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Serving;
using Refusal = Wayleave.Server.Upgrading.Refusal;

namespace Wayleave.Server.Requests;

/// <summary>Ordinary requests: streamed both ways, and tried elsewhere as long as nothing has been sent.</summary>
/// <param name="http1">Takes them to apps that speak HTTP/1.1.</param>
/// <param name="http2">Takes them to apps that speak HTTP/2.</param>
/// <param name="outgoing">Makes what apps get.</param>
/// <param name="observer">Told of what happens.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestForwarding(
    IRequestCarrier http1, IRequestCarrier http2, OutgoingRequests outgoing, IGatewayObserver observer, TimeProvider time)
{
    private readonly PageNotices _notices = new(observer);

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
        // Over HTTP/2 Kestrel would cut off the whole connection for one slow body, with all the sockets that it carries.
        if (version == RequestVersion.Http2 && context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
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

            var page = PageAsk.Of(received, _notices);
            using var lease = destination.Enter(LeaseKind.Request);
            var carrier = destination.Http2 ? http2 : http1;
            var carried = await carrier.CarryAsync(context, new AppRequest(received, destination, page?.ForApp(headers!) ?? headers!, choice.SetCookie) { Page = page }).ConfigureAwait(false);
            if (carried.End != CarriedEnd.Unreached)
            {
                Tell(cluster, destination, carried);
                await FinishAsync(context, received, destination, carried, time.GetElapsedTime(began)).ConfigureAwait(false);
                return;
            }

            last = carried.Dial;
            cluster.Failed(destination, last!);
            tried.Add(destination);
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

    /// <summary>Tells of a request that was answered elsewhere in here.</summary>
    /// <param name="context">The request.</param>
    /// <param name="received">What reception made of it.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="refused">Why it was refused, though its status does not say so; null: it was not.</param>
    public void Served(HttpContext context, Received received, TimeSpan elapsed, string? refused = null) =>
        observer.Answered(Outcome(context, received, context.Response.StatusCode) with { Elapsed = elapsed, Error = refused, IsRefused = refused is not null });

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

    private static Refusal? LimitBody(HttpContext context, long? limit)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        return context.Request.ContentLength > limit
            ? new Refusal(413, $"the body is longer than {limit} bytes") { Detail = $"the body has {context.Request.ContentLength} bytes, limits.max_body is {limit}" }
            : null;
    }

    private static void Tell(Cluster cluster, Destination destination, Carried carried)
    {
        if (carried.End == CarriedEnd.Answered)
            Cluster.Passed(destination);
        else if (carried.End is CarriedEnd.Unanswered or CarriedEnd.Late)
            cluster.Failed(destination, carried.Why!);
    }

    private async Task FinishAsync(HttpContext context, Received received, Destination destination, Carried carried, TimeSpan elapsed)
    {
        var isAbandoned = context.RequestAborted.IsCancellationRequested;
        if (isAbandoned || carried.End is CarriedEnd.Answered or CarriedEnd.Cut)
        {
            // A page left while it loads, a stream that nobody watches any more: that is no fault.
            var hasAnswer = context.Response.HasStarted || carried.End == CarriedEnd.Answered;
            var status = hasAnswer ? context.Response.StatusCode : StatusCodes.Status499ClientClosedRequest;
            observer.Answered(Outcome(context, received, status) with { Destination = destination, Error = isAbandoned ? null : carried.Why, Elapsed = elapsed });
            return;
        }

        var refusal = carried.End switch
        {
            CarriedEnd.BodyTooLarge => new Refusal(413, "the body is longer than the limit"),
            CarriedEnd.BodyBroken => new Refusal(400, "the request's body could not be read"),
            CarriedEnd.Late => new Refusal(504, "the app did not answer in time"),
            _ => new Refusal(502, "the app gave no sound answer"),
        };
        await RefuseAsync(context, refusal with { Detail = carried.Why }, received, destination, elapsed).ConfigureAwait(false);
    }
}
