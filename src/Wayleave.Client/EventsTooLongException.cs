namespace Wayleave.Client;

/// <summary>The server sent more at once than <see cref="EventsClientOptions.MaxMessageBytes"/> allows. Coming back would bring the same again.</summary>
public sealed class EventsTooLongException : EventsClientException
{
    internal EventsTooLongException(int limit)
        : base($"The server sent a message of more than {limit} bytes; raise MaxMessageBytes, or lower max_message of the channel", null) => Limit = limit;

    /// <summary>The limit, in bytes.</summary>
    public int Limit { get; }
}
