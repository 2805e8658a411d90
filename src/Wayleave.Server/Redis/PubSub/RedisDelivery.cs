namespace Wayleave.Server.Redis.PubSub;

/// <summary>What a subscriber is given, in order.</summary>
internal abstract record RedisDelivery
{
    private RedisDelivery()
    {
    }

    /// <summary>A message.</summary>
    /// <param name="Channel">Its channel.</param>
    /// <param name="Payload">Its bytes.</param>
    public sealed record Message(string Channel, ReadOnlyMemory<byte> Payload) : RedisDelivery;

    /// <summary>From here to the next message some may be missing.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Missed(RedisMissedReason Reason) : RedisDelivery;
}
