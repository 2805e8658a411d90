using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>What is done in the server in one piece: one script for each operation.</summary>
internal static class RedisScripts
{
    /// <summary>Appends to a channel and tells of it.</summary>
    public static RedisScript Publish { get; } = Of("publish");

    /// <summary>Looks at a channel.</summary>
    public static RedisScript Read { get; } = Of("read");

    /// <summary>Gives a channel that has lost events another epoch.</summary>
    public static RedisScript Restart { get; } = Of("restart");

    /// <summary>Forgets a channel's events.</summary>
    public static RedisScript Delete { get; } = Of("delete");

    private static RedisScript Of(string name) => RedisScript.FromResource(typeof(RedisScripts).Assembly, $"{name}.lua");
}
