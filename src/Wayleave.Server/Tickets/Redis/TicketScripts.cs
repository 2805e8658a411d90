using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Tickets.Redis;

/// <summary>What is done with tickets in the server in one piece.</summary>
internal static class TicketScripts
{
    /// <summary>Keeps one.</summary>
    public static RedisScript Keep { get; } = Of("ticket-keep");

    /// <summary>Takes one out.</summary>
    public static RedisScript Take { get; } = Of("ticket-take");

    /// <summary>Counts one.</summary>
    public static RedisScript Hold { get; } = Of("ticket-hold");

    /// <summary>Revokes what was opened.</summary>
    public static RedisScript Revoke { get; } = Of("ticket-revoke");

    /// <summary>Looks whether something was revoked.</summary>
    public static RedisScript Revoked { get; } = Of("ticket-revoked");

    /// <summary>Reads what was revoked.</summary>
    public static RedisScript Revocations { get; } = Of("ticket-revocations");

    private static RedisScript Of(string name) => RedisScript.FromResources(typeof(TicketScripts).Assembly, $"{name}.lua");
}
