using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.ExtendedConnect;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Events.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Requests;
using Wayleave.Server.Routing;
using Wayleave.Server.Telemetry;
using Wayleave.Server.Tickets;
using Wayleave.Server.Upgrading;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Serving;

/// <summary>Every request that came through Kestrel: health of our own, reception, and then a socket, a redirect or the app.</summary>
/// <param name="world">The world as it is now.</param>
/// <param name="upgrades">Takes those that want a WebSocket.</param>
/// <param name="forwarding">Takes the others.</param>
/// <param name="events">Takes those on routes that give channels.</param>
/// <param name="tickets">Takes those for tickets.</param>
/// <param name="scripts">Takes those for scripts of ours.</param>
/// <param name="carry">Takes the carrier's.</param>
/// <param name="health">What <c>/.wayleave/healthz</c> says.</param>
internal sealed class HttpEntry(Func<World> world, UpgradeHandler upgrades, RequestForwarding forwarding, EventRequests events, TicketDesk tickets, ClientScripts scripts, CarryRequests carry, OwnHealth health)
{
    /// <summary>Serves a request.</summary>
    /// <param name="context">The request.</param>
    /// <remarks>Not asynchronous itself: what it knows of the world must not live as long as the socket that is opened here.</remarks>
    public Task HandleAsync(HttpContext context) => Tracing.IsOn ? TraceAsync(context) : ServeAsync(context, null);

    // Asynchronous, so that the span is current for what is in it and for nothing else on the connection.
    private async Task TraceAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var span = Tracing.Begin(context.Request.Method, target, RequestHeaders.Of(context.Request), ConnectionOf(context));
        await ServeAsync(context, span).ConfigureAwait(false);
    }

    private Task ServeAsync(HttpContext context, Activity? span)
    {
        context.Features.Get<Newcomer>()?.Served();
        // Over HTTP/2 Kestrel says it, by GOAWAY.
        if (health.IsLeaving && !HttpProtocol.IsHttp2(context.Request.Protocol))
            context.Response.Headers.Connection = "close";
        var now = world();
        var connection = ConnectionOf(context);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (OwnHealth.IsAsked(context.Request.Method, target))
            return health.AnswerAsync(context);

        var connect = context.Features.Get<IHttpExtendedConnectFeature>();
        var protocol = connect?.IsExtendedConnect == true ? connect.Protocol : null;
        var version = VersionOf(context.Request.Protocol);
        var headers = RequestHeaders.Of(context.Request);
        if (carry.TryRead(now, target, out var carried))
            target = carried.Target;
        var refusal = Reception.Receive(now, connection, context.Request.Method, target, version, headers, protocol, out var received);
        if (refusal is not null)
            return forwarding.RefuseAsync(context, refusal, null);
        if (received!.Request.WantsWebSocket)
            return OpenAsync(context, received.Request, carried, version, connection, span);
        if (HttpsRedirect.For(now, connection, received) is { } location)
        {
            forwarding.Redirect(context, location, received);
            return Task.CompletedTask;
        }

        return received.Match switch
        {
            _ when carried is { Verb: CarryVerb.Script } => scripts.ServeCarryAsync(context, received, carried.Id),
            _ when carried is not null && now.Nodes.TryGetValue(carried.Node, out var node) => PassOnAsync(context, now, received, node, version),
            _ when carried is not null => carry.ServeAsync(context, received, carried, connection),
            { Own: OwnEndpoint.Ticket } => tickets.ServeAsync(context, now, received),
            { Own: OwnEndpoint.Script } => scripts.ServeAsync(context, received),
            { GivesEvents: true } => events.ServeAsync(context, now, received),
            _ => forwarding.ForwardAsync(context, now, received, version),
        };
    }

    // As it came: the gateway that has the session looks at it.
    private Task PassOnAsync(HttpContext context, World now, Received received, (RouteMatch Match, RouteRun Run) node, RequestVersion version)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return forwarding.ForwardAsync(context, now, received with { Request = received.Request with { Target = target }, Match = node.Match, Run = node.Run }, version);
    }

    private async Task OpenAsync(
        HttpContext context, GuardedRequest request, CarryTarget? carried, RequestVersion version, ClientConnection connection, Activity? span)
    {
        var client = new KestrelUpgradeClient(context);
        var head = new RequestHead(request.Method, request.Target, version == RequestVersion.Http10 ? HttpVersion.Http10 : HttpVersion.Http11, request.Headers);
        if (version == RequestVersion.Http2)
        {
            var asked = new ConnectRequest(
                request.Method, "websocket", context.Request.Scheme, request.Headers.First("Host") ?? "", request.Target, request.Headers);
            var violation = ConnectBridge.Check(asked);
            if (violation != ConnectViolation.None)
            {
                // RFC 6455 §4.4: the answer says which version would do. There is no 426 here: HTTP/2 has no Upgrade that it could name.
                var refused = new Refusal(violation.StatusCode(), violation.Describe()) { Lines = [new("Sec-WebSocket-Version", "13")] };
                await forwarding.RefuseAsync(context, refused, null).ConfigureAwait(false);
                return;
            }

            // RFC 8441 §5: HTTP/2 has no key; the app's answer to one of ours is checked all the same.
            head = ConnectBridge.ToUpgrade(asked, Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
        }

        // What the target said is said there again.
        if (carried is not null)
            head = head with { Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget };
        var life = await upgrades.HandleAsync(head, version, connection, client).ConfigureAwait(false);
        // The span is the handshake's: the socket may live for weeks.
        span?.Dispose();
        await life.ConfigureAwait(false);
    }

    private static ClientConnection ConnectionOf(HttpContext context)
    {
        var connection = context.Connection;
        return ClientConnection.Of(
            new IPEndPoint(connection.RemoteIpAddress ?? IPAddress.None, connection.RemotePort),
            new IPEndPoint(connection.LocalIpAddress ?? IPAddress.None, connection.LocalPort),
            context.Features.Get<ITlsConnectionFeature>() is not null);
    }

    private static RequestVersion VersionOf(string protocol) =>
        HttpProtocol.IsHttp2(protocol) ? RequestVersion.Http2 : HttpProtocol.IsHttp10(protocol) ? RequestVersion.Http10 : RequestVersion.Http11;
}
