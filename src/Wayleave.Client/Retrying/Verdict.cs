namespace Wayleave.Client.Retrying;

/// <summary>What is done when a connection has ended.</summary>
/// <param name="Delay">How long to wait before the next attempt.</param>
/// <param name="Failure">With what the stream ends instead; null: there is a next attempt.</param>
internal readonly record struct Verdict(TimeSpan Delay, EventsClientException? Failure = null);
