using Wayleave.Protocol.Tickets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events;
using Wayleave.Server.Serving;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Tickets;

/// <summary>Lets people in by their tickets, or says why not.</summary>
/// <remarks>A ticket that fits no channel, page or path is used up all the same: trying it out must cost it.</remarks>
/// <param name="store">The tickets.</param>
/// <param name="revocations">What was revoked.</param>
/// <param name="sessions">Reads the ids of those who come back.</param>
/// <param name="time">The clock.</param>
internal sealed class TicketGuard(ITicketStore store, IRevocations revocations, Func<SessionId> sessions, TimeProvider time)
{
    /// <summary>Checks one.</summary>
    /// <param name="presented">What the request shows.</param>
    /// <param name="session">What stood behind the place that the client comes back to; empty: nothing.</param>
    /// <param name="channels">The channels that it would get.</param>
    /// <param name="world">The world that it sees.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async ValueTask<(Admitted? Admitted, TicketFault Fault)> CheckAsync(
        Presented presented, string session, IReadOnlyCollection<string> channels, World world, CancellationToken cancellationToken)
    {
        if (presented.Ticket is not { } ticket)
            return (null, TicketFault.Missing);
        if (!TicketText.TryHash(ticket, out var hash))
            return (null, TicketFault.Malformed);
        var (admitted, fault) = session.Length == 0 ? (null, TicketFault.None) : sessions().Read(session, hash, time.GetUtcNow());
        if (admitted is not null && await revocations.CheckAsync(admitted, cancellationToken).ConfigureAwait(false) is not TicketFault.None and var gone)
            return (null, gone);
        if (admitted is null)
        {
            // A client may come back to its place with a new ticket.
            var (grant, why) = await store.TakeAsync(hash, cancellationToken).ConfigureAwait(false);
            fault = grant is null && fault != TicketFault.None ? fault : why;
            (admitted, fault) = grant is null ? (null, fault) : Take(grant, hash, presented.Received, world.Settings.Events.Tickets.Members.Id);
        }

        if (admitted is null)
            return (null, fault);
        if (!IsSubject(presented.Received, admitted.Subject))
            return (null, TicketFault.WrongSubject);
        return channels.All(channel => MayFollow(presented.Received, admitted, channel, world)) ? (admitted, TicketFault.None) : (null, TicketFault.WrongChannel);
    }

    /// <summary>The page that asks; null: none does.</summary>
    /// <param name="received">The request.</param>
    public static string? OriginOf(Received received) => received.Request.Headers.First("Origin")?.ToLowerInvariant();

    private (Admitted? Admitted, TicketFault Fault) Take(TicketGrant grant, string hash, Received received, string idName)
    {
        var origin = OriginOf(received);
        // Browsers name the page wherever it may be another's: what names none is a program, or a page of this very Origin.
        if (grant.Origin is not null && origin is not null && grant.Origin != origin)
            return (null, TicketFault.WrongOrigin);
        if (grant.ConnectionId is not null && EventPlans.QueryOf(received).TryGetValue(idName, out var id) && id != grant.ConnectionId)
            return (null, TicketFault.WrongConnection);
        return grant.SessionEnd <= time.GetUtcNow() ? (null, TicketFault.Expired) : (new Admitted(grant.Subject, grant.Channels, grant.SessionEnd, hash, grant.Taken), TicketFault.None);
    }

    private static bool IsSubject(Received received, string subject) =>
        received.Match.Route.Auth is not { Subject: { } parameter } || !received.Match.Parameters.TryGetValue(parameter, out var said) || said == subject;

    // A route's own channels are for whoever the path may name, unless the ticket names channels itself.
    private static bool MayFollow(Received received, Admitted admitted, string channel, World world) =>
        (admitted.Channels is null && !received.Match.Route.Channels.IsEmpty) || admitted.Allows(channel, world.Settings.Routes);
}
