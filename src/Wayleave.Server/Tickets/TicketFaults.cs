namespace Wayleave.Server.Tickets;

/// <summary>What the log and what the client is told of a ticket that lets nobody in. The client hears no reason: it would help whoever guesses.</summary>
internal static class TicketFaults
{
    /// <summary>The close code for a ticket that is none, or none any more: ask for another, or tell the user.</summary>
    public const ushort BadTicket = 4001;

    /// <summary>The close code for a ticket that does not go here.</summary>
    public const ushort Forbidden = 4003;

    /// <summary>The close code of a session that has ended: come back at once with a new ticket.</summary>
    public const ushort SessionOver = 4201;

    /// <summary>The close code for what cannot be looked up: come back after a pause.</summary>
    public const ushort Overload = 4103;

    /// <summary>The reason, in a word for the log.</summary>
    /// <param name="fault">The reason.</param>
    public static string Word(this TicketFault fault) => fault switch
    {
        TicketFault.Missing => "missing",
        TicketFault.Malformed => "malformed",
        TicketFault.Unknown => "unknown",
        TicketFault.Expired => "expired",
        TicketFault.Reused => "reused",
        TicketFault.Revoked => "revoked",
        TicketFault.Forged => "forged",
        TicketFault.WrongChannel => "wrong_channel",
        TicketFault.WrongOrigin => "wrong_origin",
        TicketFault.WrongSubject => "wrong_subject",
        TicketFault.WrongConnection => "wrong_connection",
        TicketFault.Unavailable => "unavailable",
        _ => "none",
    };

    /// <summary>What a client is told, in a word.</summary>
    /// <param name="fault">The reason.</param>
    public static string Code(this TicketFault fault) => fault.CloseCode() switch
    {
        Forbidden => "forbidden",
        Overload => "unavailable",
        _ => "bad_ticket",
    };

    /// <summary>The close code that says so.</summary>
    /// <param name="fault">The reason.</param>
    public static ushort CloseCode(this TicketFault fault) => fault switch
    {
        TicketFault.WrongChannel or TicketFault.WrongOrigin or TicketFault.WrongSubject or TicketFault.WrongConnection => Forbidden,
        TicketFault.Unavailable => Overload,
        _ => BadTicket,
    };

    /// <summary>The status that says so.</summary>
    /// <param name="fault">The reason.</param>
    public static int Status(this TicketFault fault) => fault.CloseCode() switch
    {
        Forbidden => 403,
        Overload => 503,
        _ => 401,
    };
}
