using Wayleave.Server.Serving;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;

namespace Wayleave.Server.Events.Http;

/// <summary>Lets those in who come without a WebSocket, again and again: by a ticket first, by what they were given then.</summary>
/// <param name="guard">Checks tickets.</param>
/// <param name="open">What tickets have opened.</param>
/// <param name="sessions">Signs who was let in.</param>
/// <param name="time">The clock.</param>
internal sealed class EventTickets(TicketGuard guard, OpenSessions open, Func<SessionId> sessions, TimeProvider time)
{
    /// <summary>Lets somebody in.</summary>
    /// <param name="plan">What it would get.</param>
    /// <param name="presented">What it shows.</param>
    /// <param name="world">The world that it sees.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>What it gets, or why it gets nothing.</returns>
    public async ValueTask<(EventPlan? Plan, TicketFault Fault)> AdmitAsync(EventPlan plan, Presented presented, World world, CancellationToken cancellationToken)
    {
        var (_, session) = SessionId.Split(EventPlans.Asked(presented.Received));
        var (admitted, fault) = await guard.CheckAsync(presented, session, plan.Channels, world, cancellationToken).ConfigureAwait(false);
        return admitted is null ? (null, fault) : (plan with { Admitted = admitted, Begin = over => open.Begin(admitted, over), PlaceSuffix = sessions().Write(admitted, time.GetUtcNow()) }, fault);
    }
}
