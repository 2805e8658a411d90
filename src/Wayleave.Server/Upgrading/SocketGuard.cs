using System.Buffers;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Handshake;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events;
using Wayleave.Server.Relaying;
using Wayleave.Server.Tickets;

namespace Wayleave.Server.Upgrading;

/// <summary>Asks for the ticket of a handshake, and shuts the door where it is none.</summary>
/// <remarks>
/// A browser hides from its page with which status a handshake was refused. So the socket is opened and closed with a code that the page can
/// read, unless the route says otherwise.
/// </remarks>
/// <param name="guard">Checks tickets.</param>
/// <param name="answers">Answers of our own.</param>
/// <param name="time">The clock.</param>
internal sealed class SocketGuard(TicketGuard guard, UpgradeAnswers answers, TimeProvider time)
{
    /// <summary>Lets a handshake in, or answers it.</summary>
    /// <param name="opening">The handshake, on a route that asks for tickets.</param>
    /// <returns>The handshake without its ticket; and what ends when the client is gone, where it was answered.</returns>
    public async Task<(Opening Opening, Task? Closing)> AdmitAsync(Opening opening)
    {
        var settings = opening.World.Settings;
        var presented = Presented.Of(opening.Received, settings.Events.Tickets.Members);
        opening = opening.With(presented.Received);
        if (presented.IsSubprotocol)
            opening = opening with { Subprotocol = opening.Request.Headers.Tokens("Sec-WebSocket-Protocol").FirstOrDefault() };
        var (channels, refusal) = EventPlans.ChannelsOf(opening.Received);
        if (refusal is not null)
        {
            await answers.SendAsync(opening, refusal, "refused").ConfigureAwait(false);
            return (opening, Task.CompletedTask);
        }

        var (_, session) = SessionId.Split(EventPlans.Asked(opening.Received));
        var (admitted, fault) = await guard.CheckAsync(presented, session, channels, opening.World, CancellationToken.None).ConfigureAwait(false);
        if (admitted is not null)
            return (opening with { Admitted = admitted }, null);
        if (opening.Received.Match.Route.Auth!.Refuse == RefusalForm.Socket)
            return (opening, await CloseAsync(opening, fault).ConfigureAwait(false));
        await answers.SendAsync(opening, Refused(fault), "refused").ConfigureAwait(false);
        return (opening, Task.CompletedTask);
    }

    /// <summary>The answer to a request whose ticket lets nobody in.</summary>
    /// <param name="fault">Why it does not.</param>
    public static Refusal Refused(TicketFault fault) => new(fault.Status(), fault.Code()) { Detail = $"ticket {fault.Word()}" };

    private async Task<Task> CloseAsync(Opening opening, TicketFault fault)
    {
        answers.Tell(opening, "refused", 101, $"ticket {fault.Word()}; the socket is closed with {fault.CloseCode()}");
        try
        {
            // Nothing of what is agreed on matters but that the browser takes it.
            var subprotocol = EventPlans.SubprotocolOf(opening) ?? opening.Request.Headers.Tokens("Sec-WebSocket-Protocol").FirstOrDefault();
            var end = await opening.Client.AcceptAsync(HandshakeResponse.Accept(opening.Request, subprotocol)).ConfigureAwait(false);
            var close = new ArrayBufferWriter<byte>();
            FrameWriter.WriteClose(close, new ClosePayload(fault.CloseCode(), fault.Code()));
            return LastWords.SayAsync(end, close.WrittenMemory, time);
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            return Task.CompletedTask;
        }
    }
}
