namespace Wayleave.Client.Retrying;

/// <summary>The one place that says after what a client comes back, how soon, and after what never.</summary>
internal static class CourseRule
{
    /// <summary>So often in a row a connection may be lost before its first word until that is taken for the transport's fault: some hops reset what they do not know.</summary>
    public const int LossesBeforeFall = 2;

    /// <summary>What to do.</summary>
    /// <param name="ending">How it ended.</param>
    /// <param name="isOpen">Whether the server had said its first word.</param>
    /// <param name="isServing">Whether it had come to more than that. What ended sooner is no reason to come back at once.</param>
    /// <param name="hasMoved">Whether anything new has come.</param>
    /// <param name="losses">How often in a row a connection was lost before the first word, this time included.</param>
    public static Course Of(LineEnding ending, bool isOpen, bool isServing, bool hasMoved, int losses) => ending switch
    {
        LineEnding.Closed { Code: >= 4000 and <= 4099 } => Course.Stop,
        LineEnding.Closed { Code: >= 4200 and <= 4299 } => isServing ? Course.AtOnce : Course.BackOff,
        LineEnding.Closed or LineEnding.Lost => isOpen || losses < LossesBeforeFall ? Course.BackOff : Course.NextTransport,
        LineEnding.Silent => isOpen ? Course.BackOff : Course.NextTransport,
        // 204 is how a stream of events says that its reader is not to come back.
        LineEnding.Refused { Status: 204 } => Course.Stop,
        // Of a poll that was let in before: its session has ended.
        LineEnding.Refused { Status: 401 } => isServing ? Course.AtOnce : Course.Stop,
        LineEnding.Refused { Status: 429 or 500 or 502 or 503 or 504 } => Course.BackOff,
        // 403 and 404 are also what hops answer that do not let a WebSocket pass.
        LineEnding.Refused { Status: 400 or 403 or 404 or 410 } => Course.NextTransportOrStop,
        LineEnding.Refused => Course.NextTransport,
        LineEnding.NotSpoken => isOpen ? Course.BackOff : Course.NextTransport,
        LineEnding.Denied denied => denied.MayRetry ? Course.BackOff : Course.Stop,
        LineEnding.TooLong => Course.Stop,
        LineEnding.OutOfStep => hasMoved ? Course.AtOnce : Course.BackOff,
        LineEnding.Aged => Course.AtOnce,
        _ => Course.BackOff,
    };

    /// <summary>How long to wait at least, where the ending says so; nothing where not.</summary>
    /// <param name="ending">How it ended.</param>
    public static TimeSpan LeastWait(LineEnding ending)
    {
        var asked = ending switch
        {
            LineEnding.Refused refused => refused.RetryAfter,
            LineEnding.Denied denied => denied.RetryAfter,
            LineEnding.NoTicket { Cause: EventsTicketException ticket } => ticket.RetryAfter,
            _ => null,
        };
        return asked is not { } wait || wait < TimeSpan.Zero ? TimeSpan.Zero : wait < MostWait ? wait : MostWait;
    }

    /// <summary>The exception with which the stream ends.</summary>
    /// <param name="ending">How the connection ended, after which it is not made again.</param>
    public static EventsClientException Failure(LineEnding ending) => ending switch
    {
        LineEnding.Closed closed => new EventsClosedException(closed.Code!.Value, closed.Reason),
        LineEnding.TooLong tooLong => new EventsTooLongException(tooLong.Limit),
        LineEnding.Denied denied => new EventsRefusedException($"The server refuses for good: {denied.Code}", null, denied.Code),
        LineEnding.Refused refused => new EventsRefusedException($"The server refuses for good: the HTTP status is {refused.Status}{Hint(refused.Status)}", refused.Status, null),
        _ => throw new ArgumentException($"{ending.Words}: one comes back after that", nameof(ending)),
    };

    private static TimeSpan MostWait => TimeSpan.FromHours(1);

    private static string Hint(int status) => status switch
    {
        400 => "; is Since an id, 0 or such as -20?",
        401 => "; set GetTicket, and give a new ticket each time",
        403 => "; the ticket does not open this channel",
        404 => "; no such channel, or Url is not where events are",
        _ => "",
    };
}
