namespace Wayleave.Server.Tickets.Revoking;

/// <summary>Why something that a ticket has opened ends.</summary>
/// <param name="Code">The close code.</param>
/// <param name="Reason">The word that goes with it.</param>
internal sealed record SessionEnding(ushort Code, string Reason)
{
    /// <summary>Its time is over: come back at once, with a new ticket.</summary>
    public static SessionEnding Over { get; } = new(TicketFaults.SessionOver, "token_expired");

    /// <summary>It was revoked: tell the user.</summary>
    public static SessionEnding Revoked { get; } = new(TicketFault.Revoked.CloseCode(), TicketFault.Revoked.Code());
}
