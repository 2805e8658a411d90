namespace Wayleave.Client;

/// <summary>The stream has ended for good: connecting again would not help. Those derived from it say why.</summary>
public abstract class EventsClientException : Exception
{
    private protected EventsClientException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
