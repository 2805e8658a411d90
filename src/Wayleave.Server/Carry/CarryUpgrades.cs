using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Listening;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;
using HttpVersion = Wayleave.Protocol.Http.HttpVersion;

namespace Wayleave.Server.Carry;

/// <summary>Handshakes of carriers: (1) reception and the handshake's own rules, (2) the session, opened or joined, (3) the 101, and the carrier's life.</summary>
/// <param name="world">The world as it is now.</param>
/// <param name="sessions">The sessions.</param>
/// <param name="answers">Answers of our own.</param>
/// <param name="time">The clock.</param>
internal sealed class CarryUpgrades(Func<World> world, CarrySessions sessions, UpgradeAnswers answers, TimeProvider time)
{
    /// <inheritdoc cref="CarrySessions.TryRead"/>
    public bool TryRead(World world, string target, [NotNullWhen(true)] out CarryTarget? carried) => sessions.TryRead(world, target, out carried);

    /// <summary>Takes a handshake.</summary>
    /// <param name="head">The handshake.</param>
    /// <param name="target">What its target says.</param>
    /// <param name="connection">The connection that it came on.</param>
    /// <param name="client">How to answer.</param>
    /// <returns>What ends when the carrier does.</returns>
    public async Task<Task> TakeAsync(RequestHead head, CarryTarget target, ClientConnection connection, IUpgradeClient client)
    {
        var own = CarriedHandshake.Of(head, target.Target);
        var refusal = Reception.Receive(world(), connection, own.Method, own.Target, RequestVersion.Http11, own.Headers, null, out var received);
        refusal ??= UpgradeRules.Handshake(own) ?? CarryRules.Site(own.Headers) ?? UpgradeRules.Origin(received!);
        // What was opened before the settings changed goes on.
        if (refusal is null && !CarryRules.Carries(received!) && sessions.Find(target.Id) is null)
            refusal = CarryRules.NotThere;
        if (refusal is not null)
        {
            await answers.SendAsync(client, refusal, "refused", received?.Client.Address ?? connection.PeerAddress, received, own.Target).ConfigureAwait(false);
            return Task.CompletedTask;
        }

        // A session that is resumed is not opened anew: its app is gone.
        var entry = target.Node.Length > 0
            ? new CarryEntry { Socket = sessions.Find(target.Id) }
            : await sessions.EnterAsync(target.Id, received!, own, connection).ConfigureAwait(false);
        var outcome = entry.Socket is { } joined ? await joined.Client.Outcome.ConfigureAwait(false) : null;
        var answer = Switching(own, outcome, entry.IsNew, received!);
        ITunnelEnd end;
        try
        {
            end = await client.AcceptAsync(answer).ConfigureAwait(false);
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            return Task.CompletedTask;
        }

        if (entry.Wait is { } wait)
            return SayAsync(end, CarrierWords.WaitOf(wait));
        if (outcome is { IsOpen: false } || entry.Refused is not null)
            return SayAsync(end, CarrierWords.RefusedOf(outcome?.Status ?? entry.Refused!.Value));
        return entry.Socket is { } socket
            ? new WebSocketCarrier(end, socket.Session, own.Headers, sessions.Node, time).RunAsync(entry.IsNew, client.Early)
            : SayAsync(end, CarrierWords.Gone);
    }

    private Task SayAsync(ITunnelEnd end, byte[] words)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, Opcode.Text, words);
        FrameWriter.WriteClose(output, new ClosePayload((ushort)CloseCode.Normal, ""));
        return LastWords.SayAsync(end, output.WrittenMemory, time);
    }

    // Also where the app has refused the carrier opens, to say so: of any other answer a page could not tell whose it is.
    private ResponseHead Switching(RequestHead request, CarryOutcome? outcome, bool isNew, Received received)
    {
        HeaderLines headers =
        [
            new("Upgrade", "websocket"), new("Connection", "Upgrade"), new("Sec-WebSocket-Accept", AcceptKey.For(request.Headers.First("Sec-WebSocket-Key")!)),
            // Whoever joins has shown an id, which stands in URLs, and no secret yet: what the app sets is not for it.
            .. isNew ? outcome!.SetCookies : HeaderLines.Empty, .. sessions.Cookies.SetFor(received),
        ];
        string[] offered = [.. request.Headers.Tokens("Sec-WebSocket-Protocol")];
        // Where the socket is not open browsers still want one of those they have offered, else they never hear why.
        var chosen = outcome is { IsOpen: true } ? outcome.Protocol : offered.FirstOrDefault();
        if (offered.Contains(chosen))
            headers = headers.With("Sec-WebSocket-Protocol", chosen!);
        return new ResponseHead(HttpVersion.Http11, 101, "Switching Protocols", headers);
    }
}
