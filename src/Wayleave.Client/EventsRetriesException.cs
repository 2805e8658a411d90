namespace Wayleave.Client;

/// <summary>As many attempts in a row have failed as <see cref="EventsClientOptions.MaxRetries"/> allows.</summary>
public sealed class EventsRetriesException : EventsClientException
{
    internal EventsRetriesException(int retries, string reason, Exception? cause)
        : base($"The connection could not be made again in {retries} attempts (MaxRetries): {reason}", cause) => Retries = retries;

    /// <summary>How often it was tried again.</summary>
    public int Retries { get; }
}
