using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Http;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Admission;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Relaying;
using Wayleave.Server.Routing;
using Wayleave.Server.Serving;
using Wayleave.Server.Telemetry;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Upgrading;

/// <summary>
/// From a request for a WebSocket to the end of the socket: (1) reception, (2) the handshake's own rules, (3) Origin, limits
/// and tickets, (4) the opening, see <see cref="SocketOpener"/>, (5) the socket's life; or an answer instead.
/// </summary>
/// <remarks>Nothing that the client sends behind its request reaches the app before the app has said 101 (RFC 9931; CVE-2026-2833).</remarks>
internal sealed class UpgradeHandler : IUpgradeTaker
{
    private readonly UpgradeServices _services;
    private readonly UpgradeAnswers _answers;
    private readonly SocketOpener _opener;
    private readonly SocketGuard _guard;

    /// <summary>Makes it.</summary>
    /// <param name="services">What it needs.</param>
    public UpgradeHandler(UpgradeServices services)
    {
        _services = services;
        _answers = new UpgradeAnswers(services.Observer);
        _opener = new SocketOpener(services, _answers);
        _guard = new SocketGuard(services.Tickets, _answers, services.Time);
    }

    /// <inheritdoc/>
    public async Task<Task> TakeAsync(RequestHead head, ClientConnection connection, IUpgradeClient client)
    {
        var span = Tracing.Begin(head.Method, head.Target, head.Headers, connection);
        var version = head.Version == HttpVersion.Http10 ? RequestVersion.Http10 : RequestVersion.Http11;
        var life = await HandleAsync(head, version, connection, client).ConfigureAwait(false);
        // The span is the handshake's: the socket may live for weeks.
        span?.Dispose();
        return life;
    }

    /// <inheritdoc/>
    public async Task<Task> RefuseAsync(HttpViolation violation, ClientConnection connection, IUpgradeClient client)
    {
        var refusal = new Refusal(violation.StatusCode(), violation.Describe());
        await _answers.SendAsync(client, refusal, "refused", connection.PeerAddress, null, null).ConfigureAwait(false);
        return Task.CompletedTask;
    }

    /// <summary>Handles a request; an extended CONNECT comes as the upgrade that asks for the same (<c>ConnectBridge</c>).</summary>
    /// <param name="head">The request.</param>
    /// <param name="version">The version that it came in.</param>
    /// <param name="connection">The connection that it came on.</param>
    /// <param name="client">How to answer.</param>
    /// <returns>What ends when the socket does.</returns>
    public async Task<Task> HandleAsync(RequestHead head, RequestVersion version, ClientConnection connection, IUpgradeClient client)
    {
        if (OwnHealth.IsAsked(head.Method, head.Target))
        {
            await AnswerHealthAsync(head, version, connection, client).ConfigureAwait(false);
            return Task.CompletedTask;
        }

        var world = _services.World();
        var elsewhere = default((RouteMatch Match, RouteRun Run)?);
        if (_services.Carry.TryRead(world, head.Target, out var carried) && carried.Verb == CarryVerb.WebSocket)
        {
            if (!world.Nodes.TryGetValue(carried.Node, out var node))
                return await _services.Carry.TakeAsync(head, carried, connection, client).ConfigureAwait(false);
            elsewhere = node;
        }

        var refusal = Reception.Receive(world, connection, head.Method, head.Target, RequestVersion.Http11, head.Headers, null, out var received);
        var request = received is null ? head : head with { Target = received.Request.Target, Headers = received.Request.Headers };
        refusal ??= UpgradeRules.Handshake(request) ?? UpgradeRules.Place(received!) ?? UpgradeRules.Origin(received!);
        if (refusal is not null)
        {
            await _answers.SendAsync(
                client, refusal, "refused", received?.Client.Address ?? connection.PeerAddress, received, head.Target, head.Method == "HEAD").ConfigureAwait(false);
            return Task.CompletedTask;
        }

        var admitted = _services.Limits.TryEnter(received!.Client.Address, world.Settings.Limits, out var place, out var wait);
        if (admitted != AdmissionOutcome.Admitted)
        {
            await _answers.SendAsync(client, UpgradeRules.TooMany(admitted, wait), "refused", received.Client.Address, received, head.Target).ConfigureAwait(false);
            return Task.CompletedTask;
        }

        // What a page shows of its session is for the gateway that has it.
        if (elsewhere is { } there)
            received = received with { Match = there.Match, Run = there.Run };
        var opening = new Opening(world, received, request, version, connection, client);
        if (received.Match.Route.Auth is { Ticket: true })
        {
            (opening, var closing) = await _guard.AdmitAsync(opening).ConfigureAwait(false);
            if (closing is not null)
                return LiveAsync(closing, place);
        }

        return await OpenAsync(opening, place).ConfigureAwait(false);
    }

    private async Task<Task> OpenAsync(Opening opening, AddressPlace place)
    {
        if (opening.Received.Match.GivesEvents)
            return await OpenEventsAsync(opening, place).ConfigureAwait(false);
        var open = await _opener.OpenAsync(opening).ConfigureAwait(false);
        if (open is not null)
            return LiveAsync(open, opening.Admitted, place);
        place.Dispose();
        return Task.CompletedTask;
    }

    private async Task<Task> OpenEventsAsync(Opening opening, AddressPlace place)
    {
        var life = await _services.Events.OpenAsync(opening, _answers).ConfigureAwait(false) ?? Task.CompletedTask;
        return LiveAsync(life, place);
    }

    private static async Task LiveAsync(Task life, AddressPlace place)
    {
        try
        {
            await life.ConfigureAwait(false);
        }
        finally
        {
            place.Dispose();
        }
    }

    // Over HTTP/2 a 200 to an extended CONNECT would open the socket (RFC 8441 §4).
    private Task AnswerHealthAsync(RequestHead head, RequestVersion version, ClientConnection connection, IUpgradeClient client) =>
        version == RequestVersion.Http2
            ? _answers.SendAsync(client, new Refusal(404, "no socket is opened there"), "refused", connection.PeerAddress, null, head.Target)
            : _services.Health.AnswerAsync(client, head.Method == "HEAD");

    private async Task LiveAsync(OpenSocket open, Admitted? admitted, AddressPlace place)
    {
        // A destination that a health check marks down may end its sockets.
        using var down = open.Lease.Down.UnsafeRegister(
            static tunnel => ((Tunnel)tunnel!).Leave(EndedBy.Drain, Wayleave.Protocol.Frames.CloseCode.ServiceRestart, "the app is out of service"), open.Live.Tunnel);
        try
        {
            // Before it counts as open: whoever sees it among the open ones may rely on its end.
            using var session = _services.Sessions.Begin(
                admitted, why => open.Live.Tunnel.Leave(
                    why == SessionEnding.Revoked ? EndedBy.Admin : EndedBy.LifetimeLimit, (Wayleave.Protocol.Frames.CloseCode)why.Code, why.Reason));
            await _services.Tunnels.RunAsync(open.Live, open.FromApp, open.FromClient).ConfigureAwait(false);
        }
        finally
        {
            open.Lease.Dispose();
            place.Dispose();
        }
    }
}
