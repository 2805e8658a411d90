namespace Wayleave.Client;

/// <summary>No ticket was given. Thrown from <see cref="EventsClientOptions.GetTicket"/> it says when to ask again; there, any exception is a failed attempt.</summary>
public sealed class EventsTicketException : EventsClientException
{
    /// <summary>No ticket was given.</summary>
    /// <param name="message">Why, without secrets.</param>
    /// <param name="retryAfter">How long to wait at least before asking again; null if nobody says. Longer than 1 hour counts as 1 hour.</param>
    /// <param name="cause">What was thrown; null if nothing was.</param>
    public EventsTicketException(string message, TimeSpan? retryAfter = null, Exception? cause = null)
        : base(message, cause) => RetryAfter = retryAfter;

    /// <summary>How long to wait at least before asking again; null if nobody says.</summary>
    public TimeSpan? RetryAfter { get; }
}
