namespace Wayleave.Server.Redis.PubSub;

/// <summary>Why messages may be missing.</summary>
internal enum RedisMissedReason
{
    /// <summary>The subscriber read too slowly: its queue was full.</summary>
    QueueFull,

    /// <summary>The connection broke; it is made again, and the server has confirmed the subscription again.</summary>
    Reconnected,
}
