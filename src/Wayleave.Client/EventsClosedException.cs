namespace Wayleave.Client;

/// <summary>The server has closed the connection for good: a close code of 4000 to 4099.</summary>
public sealed class EventsClosedException : EventsClientException
{
    internal EventsClosedException(int code, string reason)
        : base($"The server closed the connection with {code}{(reason.Length > 0 ? $" ({reason})" : "")}, after which nobody is to come back", null) =>
        (Code, Reason) = (code, reason);

    /// <summary>The close code: 4001 the ticket is not good, 4003 the channel is not for its owner.</summary>
    public int Code { get; }

    /// <summary>The close's reason; empty if it has none.</summary>
    public string Reason { get; }
}
