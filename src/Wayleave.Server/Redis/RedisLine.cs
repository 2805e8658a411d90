namespace Wayleave.Server.Redis;

/// <summary>What a connection is for.</summary>
internal enum RedisLine
{
    /// <summary>Commands.</summary>
    Commands,

    /// <summary>Messages of channels.</summary>
    PubSub,
}
