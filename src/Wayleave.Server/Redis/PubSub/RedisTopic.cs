using System.Collections.Immutable;

namespace Wayleave.Server.Redis.PubSub;

/// <summary>The subscribers of one channel or pattern: the server knows them as one.</summary>
/// <param name="key">The channel or pattern.</param>
internal sealed class RedisTopic(RedisTopicKey key)
{
    /// <summary>The channel or pattern.</summary>
    public RedisTopicKey Key => key;

    /// <summary>Who listens.</summary>
    public ImmutableArray<RedisSubscription> Subscriptions { get; set; } = [];

    /// <summary>Whether the server has confirmed it on the connection that there is now.</summary>
    public bool IsConfirmed { get; set; }
}
