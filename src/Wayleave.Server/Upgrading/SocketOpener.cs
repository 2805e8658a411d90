using System.Net;
using System.Security.Cryptography;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Server.Answers;
using Wayleave.Server.Carry;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Upgrading;

/// <summary>
/// From a handshake that may be served to an open tunnel: (1) a destination that can be reached, (2) the app's answer, (3) the client's 101 and
/// the tunnel; or an answer instead.
/// </summary>
/// <param name="services">What it needs.</param>
/// <param name="answers">Answers of our own.</param>
internal sealed class SocketOpener(UpgradeServices services, UpgradeAnswers answers)
{
    private readonly OpeningDial _dial = new(services, answers);

    /// <summary>Opens it.</summary>
    /// <param name="opening">The handshake, which may be served.</param>
    /// <returns>The open socket; null if the client was answered instead.</returns>
    public async Task<OpenSocket?> OpenAsync(Opening opening)
    {
        using var deadline = new CancellationTokenSource(opening.World.Settings.Limits.Handshake, services.Time);
        var (lease, link, setCookie) = await _dial.RunAsync(opening, deadline.Token).ConfigureAwait(false);
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
                await answers.SendAsync(opening, loop, "refused").ConfigureAwait(false);
                return null;
            }

            // Connection may have named what makes a handshake one: then it is none any more.
            if (UpgradeRules.Handshake(outgoing!) is { } unsound)
            {
                link!.Abort();
                await answers.SendAsync(opening, unsound, "refused").ConfigureAwait(false);
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
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            answer.End.Abort();
            answers.Tell(opening, "abandoned", 499, "the client went away during the handshake");
            return null;
        }

        var (received, route) = (opening.Received, opening.Received.Match.Route);
        var chance = new RelayChance(RandomTag(), RandomTag(), MaskingKeys.Next);
        var options = received.Run.RelayOptions(head.Headers.Contains("Sec-WebSocket-Extensions"), RandomFraction());
        // Carriers have heartbeats of their own, and the page may be away.
        if (opening.Client.Session is not null)
            options = options with { Client = default };
        var tunnel = new Tunnel(client, answer.End, options, chance, route.Sockets.BufferBytes, services.Time) { Observer = services.Observer };
        var info = new TunnelInfo
        {
            Id = services.Tunnels.NextId(),
            Route = route.Name,
            Destination = lease.Destination,
            Client = received.Client.Address,
            Peer = new IPEndPoint(opening.Connection.PeerAddress, opening.Connection.PeerPort),
            Path = UpgradeAnswers.PathOf(received.Request.Target),
            Protocol = opening.Version == RequestVersion.Http2 ? "HTTP/2" : "HTTP/1.1",
            Subprotocol = head.Headers.First("Sec-WebSocket-Protocol"),
            Tls = received.Client.Scheme == "https",
            Opened = services.Time.GetUtcNow(),
            Session = opening.Client.Session,
        };
        return new OpenSocket(new LiveTunnel(info, tunnel), lease, answer.TakeFirstBytes(), opening.Client.Early);
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
            await answers.SendAsync(opening, new Refusal(answer.TimedOut ? 504 : 502, "the app gave no sound answer to the handshake") { Detail = why }, "invalid").ConfigureAwait(false);
            return;
        }

        Cluster.Passed(lease.Destination);
        answers.Tell(opening, "declined", head.StatusCode, "the app declined the handshake");
        var headers = EndToEnd.Of(head.Headers);
        // The body is taken out of its chunks, and ends with the connection.
        headers = framing.Kind is BodyKind.Chunked or BodyKind.UntilClose ? headers.Without("Content-Length") : headers;
        if (setCookie is not null)
            headers = headers.With("Set-Cookie", setCookie);
        answer.Reader.BeginBody(framing);
        var body = new AnswerBody(answer.End, answer.Reader);
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

    private static ulong RandomTag() => System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    private static double RandomFraction() => RandomNumberGenerator.GetInt32(1000) / 1000.0;
}
