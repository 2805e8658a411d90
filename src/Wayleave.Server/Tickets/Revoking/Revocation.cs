namespace Wayleave.Server.Tickets.Revoking;

/// <summary>That a ticket was revoked with all that it has opened, or a subject with all that it had opened until then.</summary>
/// <param name="Of">What was revoked, as <see cref="OfTicket"/> and <see cref="OfSubject"/> write it.</param>
/// <param name="At">When.</param>
internal readonly record struct Revocation(string Of, DateTimeOffset At)
{
    /// <summary>A ticket, and all that it has opened.</summary>
    /// <param name="hash">Its hash.</param>
    public static string OfTicket(string hash) => $"t:{hash}";

    /// <summary>All that a subject has opened.</summary>
    /// <param name="subject">The subject.</param>
    public static string OfSubject(string subject) => $"s:{subject}";

    /// <summary>Whether somebody is out who was let in.</summary>
    /// <param name="admitted">Who.</param>
    /// <param name="ticketAt">When the ticket was revoked; null: it was not.</param>
    /// <param name="subjectAt">When the subject was; null: it was not.</param>
    public static bool Ends(Admitted admitted, DateTimeOffset? ticketAt, DateTimeOffset? subjectAt) => ticketAt is not null || subjectAt >= admitted.Since;
}
