namespace Wayleave.Client;

/// <summary>The server refuses, and would again: no transport of those allowed was opened, or an error says that it is final.</summary>
public sealed class EventsRefusedException : EventsClientException
{
    internal EventsRefusedException(string message, int? status, string? code)
        : base(message, null) => (Status, Code) = (status, code);

    /// <summary>The HTTP status: 401 the ticket is missing or not good, 403 forbidden, 404 no such channel, 204 a stream that is refused; null if it was an error frame.</summary>
    public int? Status { get; }

    /// <summary>The error frame's word for programs; null if it was a status.</summary>
    public string? Code { get; }
}
