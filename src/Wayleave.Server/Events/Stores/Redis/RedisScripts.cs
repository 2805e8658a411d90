using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>What is done in the server in one piece: one script for each operation.</summary>
internal static class RedisScripts
{
    /// <summary>Appends to a channel and tells of it.</summary>
    public static RedisScript Publish { get; } = OnChannel("publish");

    /// <summary>Looks at a channel.</summary>
    public static RedisScript Read { get; } = OnChannel("read");

    /// <summary>Gives a channel that has lost events another epoch.</summary>
    public static RedisScript Restart { get; } = Of("restart");

    /// <summary>Forgets a channel's events.</summary>
    public static RedisScript Delete { get; } = Of("delete");

    /// <summary>Takes or keeps a lease.</summary>
    public static RedisScript Lease { get; } = Of("lease");

    /// <summary>Gives a lease up.</summary>
    public static RedisScript Release { get; } = Of("release");

    /// <summary>Says that plain messages may have been lost.</summary>
    public static RedisScript Break { get; } = Of("break");

    private static RedisScript Of(string name) => RedisScript.FromResources(typeof(RedisScripts).Assembly, $"{name}.lua");

    private static RedisScript OnChannel(string name) => RedisScript.FromResources(typeof(RedisScripts).Assembly, "channel.lua", $"{name}.lua");
}
