using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Admission;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Relaying;
using Wayleave.Server.Routing;
using Wayleave.Server.Serving;
using Wayleave.Server.Telemetry;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Upgrading;

/// <summary>
/// From a request for a WebSocket to an open tunnel: (1) reception, (2) the handshake's own rules, (3) Origin and limits,
/// (4) a destination that can be reached, (5) the app's answer, (6) the client's 101 and the tunnel; or an answer instead.
/// </summary>
/// <remarks>Nothing that the client sends behind its request reaches the app before the app has said 101 (RFC 9931; CVE-2026-2833).</remarks>
/// <param name="services">What it needs.</param>
internal sealed class UpgradeHandler(UpgradeServices services) : IUpgradeTaker
{
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
        await AnswerAsync(client, refusal, "refused", connection.PeerAddress, null, null).ConfigureAwait(false);
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

        var world = services.World();
        var refusal = Reception.Receive(world, connection, head.Method, head.Target, RequestVersion.Http11, head.Headers, null, out var received);
        var request = received is null ? head : head with { Target = received.Request.Target, Headers = received.Request.Headers };
        refusal ??= CheckHandshake(request) ?? CheckOrigin(received!);
        if (refusal is not null)
        {
            await AnswerAsync(
                client, refusal, "refused", received?.Client.Address ?? connection.PeerAddress, received, head.Target, head.Method == "HEAD").ConfigureAwait(false);
            return Task.CompletedTask;
        }

        var admitted = services.Limits.TryEnter(received!.Client.Address, world.Settings.Limits, out var place, out var wait);
        if (admitted != AdmissionOutcome.Admitted)
        {
            await AnswerAsync(client, TooMany(admitted, wait), "refused", received.Client.Address, received, head.Target).ConfigureAwait(false);
            return Task.CompletedTask;
        }

        var open = await OpenAsync(new Opening(world, received, request, version, connection, client)).ConfigureAwait(false);
        if (open is not null)
            return LiveAsync(open, place);
        place.Dispose();
        return Task.CompletedTask;
    }

    // Over HTTP/2 a 200 to an extended CONNECT would open the socket (RFC 8441 §4).
    private Task AnswerHealthAsync(RequestHead head, RequestVersion version, ClientConnection connection, IUpgradeClient client) =>
        version == RequestVersion.Http2
            ? AnswerAsync(client, new Refusal(404, "no socket is opened there"), "refused", connection.PeerAddress, null, head.Target)
            : services.Health.AnswerAsync(client, head.Method == "HEAD");

    private static Refusal? CheckHandshake(RequestHead request)
    {
        var violation = HandshakeRequest.Check(request);
        return violation == HandshakeViolation.None ? null : new Refusal(violation.StatusCode(), violation.Describe())
        {
            // RFC 9110 §15.5.22 and RFC 6455 §4.4: a 426 says what would do.
            Lines = violation.StatusCode() switch
            {
                426 => [new("Upgrade", "websocket"), new("Sec-WebSocket-Version", "13")],
                405 => [new("Allow", "GET")],
                _ => HeaderLines.Empty,
            },
        };
    }

    private static Refusal? CheckOrigin(Received received) =>
        OriginList.Admits(received.Match.Route.Origins, [.. received.Request.Headers.All("Origin")])
            ? null
            : new Refusal(403, "this Origin may not open a socket here")
            {
                Detail = $"Origin {received.Request.Headers.First("Origin") ?? "missing"} is not on the route's list",
            };

    private static Refusal TooMany(AdmissionOutcome outcome, TimeSpan wait) =>
        new(429, outcome == AdmissionOutcome.TooFast ? "too many sockets opened in a short time" : "too many open sockets")
        {
            Lines = [new("Retry-After", Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))],
        };

    /// <summary>Steps 4 to 6.</summary>
    /// <returns>The open socket; null if the client was answered instead.</returns>
    private async Task<OpenSocket?> OpenAsync(Opening opening)
    {
        using var deadline = new CancellationTokenSource(opening.World.Settings.Limits.Handshake, services.Time);
        var (lease, link, setCookie) = await DialAsync(opening, deadline.Token).ConfigureAwait(false);
        if (lease is null)
            return null;

        var kept = false;
        try
        {
            var (outgoing, loop) = services.Outgoing.ForUpgrade(
                opening.Received, opening.Request, lease.Destination, opening.Version, opening.World.Settings.Forwarded);
            if (loop is not null)
            {
                link!.Abort();
                await AnswerAsync(opening, loop, "refused").ConfigureAwait(false);
                return null;
            }

            // Connection may have named what makes a handshake one: then it is none any more.
            if (CheckHandshake(outgoing!) is { } unsound)
            {
                link!.Abort();
                await AnswerAsync(opening, unsound, "refused").ConfigureAwait(false);
                return null;
            }

            var answer = await AppHandshake.AskAsync(link!, outgoing!, opening.Client, deadline.Token).ConfigureAwait(false);
            if (answer.Head is { StatusCode: 101 } head && Flaw(outgoing!, head) is null)
            {
                Cluster.Passed(lease.Destination);
                var open = await AcceptAsync(opening, head, answer, lease, setCookie).ConfigureAwait(false);
                kept = open is not null;
                return open;
            }

            await DeclineAsync(opening, outgoing!, answer, lease, setCookie, deadline.Token).ConfigureAwait(false);
            return null;
        }
        finally
        {
            if (!kept)
                lease.Dispose();
        }
    }

    /// <summary>Finds a destination that can be reached; nothing has been sent to those that cannot.</summary>
    private async Task<(DestinationLease? Lease, ITunnelEnd? Link, string? SetCookie)> DialAsync(Opening opening, CancellationToken cancel)
    {
        var (received, cluster) = (opening.Received, opening.Received.Run.Cluster);
        var tried = default(Tried);
        DialFailure? last = null;
        try
        {
            while (cluster.Pick(PickBy.Of(received), tried) is { Destination: { } destination } choice)
            {
                var lease = destination.Enter(LeaseKind.Socket);
                var outcome = await DialOneAsync(destination, received, cancel).ConfigureAwait(false);
                if (outcome.IsConnected)
                    return (lease, AppLink.Of(outcome), choice.SetCookie);
                lease.Dispose();
                last = outcome.Failure;
                cluster.Failed(destination, last);
                tried.Add(destination);
            }
        }
        catch (OperationCanceledException)
        {
            last ??= new DialFailure(DialStage.Connect, DialFailureKind.TimedOut, "nothing came in time");
        }

        await AnswerAsync(opening, Refusal.Unreachable(last), "unreachable").ConfigureAwait(false);
        return default;
    }

    private Task<DialOutcome> DialOneAsync(Destination destination, Received received, CancellationToken cancel) => destination.Tls
        ? services.Dialler.DialTlsAsync(destination, OutgoingRequests.ServerName(received, destination), received.Match.Route.VerifyTls, cancel)
        : services.Dialler.DialAsync(destination, cancel);

    private async Task<OpenSocket?> AcceptAsync(Opening opening, ResponseHead head, AppAnswer answer, DestinationLease lease, string? setCookie)
    {
        ITunnelEnd client;
        try
        {
            // RFC 9110 §7.8: where both are asked for, the 100 comes before the 101.
            if (opening.Request.Headers.HasToken("Expect", "100-continue"))
                await opening.Client.SendInterimAsync(new ResponseHead(HttpVersion.Http11, 100, "Continue", HeaderLines.Empty)).ConfigureAwait(false);
            client = await opening.Client.AcceptAsync(Switching(head, setCookie)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            answer.End.Abort();
            services.Observer.Refused(Attempt(opening, "abandoned", 499, "the client went away during the handshake"));
            return null;
        }

        var (received, route) = (opening.Received, opening.Received.Match.Route);
        var chance = new RelayChance(RandomTag(), RandomTag(), RandomKey);
        var options = received.Run.RelayOptions(head.Headers.Contains("Sec-WebSocket-Extensions"), RandomFraction());
        var tunnel = new Tunnel(client, answer.End, options, chance, route.Sockets.BufferBytes, services.Time) { Observer = services.Observer };
        var info = new TunnelInfo
        {
            Id = services.Tunnels.NextId(),
            Route = route.Name,
            Destination = lease.Destination,
            Client = received.Client.Address,
            Peer = new IPEndPoint(opening.Connection.PeerAddress, opening.Connection.PeerPort),
            Path = PathOf(received.Request.Target),
            Protocol = opening.Version == RequestVersion.Http2 ? "HTTP/2" : "HTTP/1.1",
            Subprotocol = head.Headers.First("Sec-WebSocket-Protocol"),
            Tls = received.Client.Scheme == "https",
            Opened = services.Time.GetUtcNow(),
        };
        return new OpenSocket(new LiveTunnel(info, tunnel), lease, answer.Behind, opening.Client.Early);
    }

    // RFC 6455 §4.2.2: what the client asked for is answered by its own key, so app and client agree end to end.
    private static ResponseHead Switching(ResponseHead head, string? setCookie)
    {
        HeaderLines headers = [new("Upgrade", "websocket"), new("Connection", "Upgrade"), .. EndToEnd.Of(head.Headers)];
        return head with
        {
            Version = HttpVersion.Http11,
            ReasonPhrase = "Switching Protocols",
            Headers = setCookie is null ? headers.Without("Content-Length") : headers.Without("Content-Length").With("Set-Cookie", setCookie),
        };
    }

    /// <summary>The app has not opened the socket: its answer goes to the client, or one of ours where it has none that is sound.</summary>
    private async Task DeclineAsync(
        Opening opening, RequestHead outgoing, AppAnswer answer, DestinationLease lease, string? setCookie, CancellationToken cancel)
    {
        if (answer.Head is not { } head || head.StatusCode == 101 || !BodyFraming.TryOfResponse(head, "GET", out var framing, out _))
        {
            answer.End.Abort();
            var why = answer.TimedOut ? $"no answer within {opening.World.Settings.Limits.Handshake.TotalSeconds:0.#} s"
                : answer.Trouble ?? (answer.Head is { StatusCode: 101 } wrong ? $"its 101 is not sound: {Flaw(outgoing, wrong)}" : "its answer has no sound length");
            opening.Received.Run.Cluster.Failed(lease.Destination, why);
            await AnswerAsync(opening, new Refusal(answer.TimedOut ? 504 : 502, "the app gave no sound answer to the handshake") { Detail = why }, "invalid").ConfigureAwait(false);
            return;
        }

        Cluster.Passed(lease.Destination);
        services.Observer.Refused(Attempt(opening, "declined", head.StatusCode, "the app declined the handshake"));
        var headers = EndToEnd.Of(head.Headers);
        // The body is taken out of its chunks, and ends with the connection.
        headers = framing.Kind is BodyKind.Chunked or BodyKind.UntilClose ? headers.Without("Content-Length") : headers;
        if (setCookie is not null)
            headers = headers.With("Set-Cookie", setCookie);
        var body = new AnswerBody(answer.End, framing, answer.Behind);
        await using (body.ConfigureAwait(false))
            await opening.Client.AnswerAsync(head with { Version = HttpVersion.Http11, Headers = headers }, body, cancel).ConfigureAwait(false);
        answer.End.Close();
    }

    /// <summary>What in a 101 must not be passed on; null if nothing. That no subprotocol was chosen is for the client to judge.</summary>
    private static ResponseFlaw? Flaw(RequestHead request, ResponseHead response)
    {
        // RFC 9110 §15.2: HTTP/1.0 has no 1xx, so whatever said this does not mean it.
        if (response.Version == HttpVersion.Http10)
            return ResponseFlaw.UpgradeWrong;
        foreach (var flaw in HandshakeResponse.Check(request, response))
            if (flaw != ResponseFlaw.SubprotocolMissing)
                return flaw;
        return null;
    }

    private async Task LiveAsync(OpenSocket open, AddressPlace place)
    {
        // A destination that a health check marks down may end its sockets.
        using var down = open.Lease.Down.UnsafeRegister(
            static tunnel => ((Tunnel)tunnel!).Leave(EndedBy.Drain, Wayleave.Protocol.Frames.CloseCode.ServiceRestart, "the app is out of service"), open.Live.Tunnel);
        try
        {
            await services.Tunnels.RunAsync(open.Live, open.FromApp, open.FromClient).ConfigureAwait(false);
        }
        finally
        {
            open.Lease.Dispose();
            place.Dispose();
        }
    }

    private Task AnswerAsync(Opening opening, Refusal refusal, string outcome) =>
        AnswerAsync(opening.Client, refusal, outcome, opening.Received.Client.Address, opening.Received, opening.Received.Request.Target);

    private async Task AnswerAsync(IUpgradeClient client, Refusal refusal, string outcome, IPAddress address, Received? received, string? target, bool headOnly = false)
    {
        services.Observer.Refused(new UpgradeAttempt
        {
            Outcome = outcome, Status = refusal.Status, Why = refusal.Detail ?? refusal.Words, Client = address,
            Route = received?.Match.Route.Name, Path = target is null ? null : PathOf(target),
        });
        using var body = new MemoryStream(refusal.Body);
        await client.AnswerAsync(refusal.Head, headOnly ? null : body, CancellationToken.None).ConfigureAwait(false);
    }

    private static UpgradeAttempt Attempt(Opening opening, string outcome, int status, string why) => new()
    {
        Outcome = outcome, Status = status, Why = why, Client = opening.Received.Client.Address,
        Route = opening.Received.Match.Route.Name, Path = PathOf(opening.Received.Request.Target),
    };

    private static string PathOf(string target) => target.IndexOf('?') is >= 0 and var query ? target[..query] : target;

    private static ulong RandomTag() => System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    private static uint RandomKey()
    {
        Span<byte> key = stackalloc byte[4];
        RandomNumberGenerator.Fill(key);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(key);
    }

    private static double RandomFraction() => RandomNumberGenerator.GetInt32(1000) / 1000.0;
}
