namespace Wayleave.Server.Redis.PubSub;

/// <summary>Which messages a subscription asks for.</summary>
internal enum RedisSubscriptionKind
{
    /// <summary>Those of one channel.</summary>
    Channel,

    /// <summary>Those of all channels that a glob pattern matches.</summary>
    Pattern,

    /// <summary>Those of one shard channel (<c>SPUBLISH</c>, Redis 7), which stay within the node that owns its slot.</summary>
    Shard,
}
