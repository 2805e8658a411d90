using System.Text;
using Wayleave.Server.Redis.Cluster;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>All names in Redis, in one place.</summary>
/// <remarks>
/// What one script touches must lie on one node of a cluster: so each key begins with its part's number in braces, and a channel's part
/// follows from its name.
/// </remarks>
internal static class RedisKeys
{
    /// <summary>What every name of ours begins with.</summary>
    public const string Prefix = "wl:";

    /// <summary>How many parts there are. More than a cluster has nodes, and few enough to hold something for each.</summary>
    public const int Parts = 16;

    /// <summary>A channel's part.</summary>
    /// <param name="channel">The channel.</param>
    public static int PartOf(string channel) => HashSlot.Of(Encoding.UTF8.GetBytes(channel)) % Parts;

    /// <summary>Where a channel is.</summary>
    /// <param name="channel">The channel.</param>
    public static RedisArgument Place(string channel) => $"{Of(channel)}m:{channel}";

    /// <summary>A channel's history.</summary>
    /// <param name="channel">The channel.</param>
    public static RedisArgument History(string channel) => $"{Of(channel)}h:{channel}";

    /// <summary>The epoch of a part's channels that have none of their own.</summary>
    /// <param name="part">The part.</param>
    public static RedisArgument Epoch(int part) => $"{Part(part)}epoch";

    /// <summary>When plain messages of a part's channels may have been lost last.</summary>
    /// <param name="part">The part.</param>
    public static RedisArgument Breaks(int part) => $"{Part(part)}breaks";

    /// <summary>Who appends the plain messages of a part's channels.</summary>
    /// <param name="part">The part.</param>
    public static RedisArgument Lease(int part) => $"{Part(part)}lease";

    /// <summary>What was published under a publisher's key.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="key">The publisher's key.</param>
    public static RedisArgument Key(string channel, string key) => $"{Of(channel)}i:{channel}:{key}";

    /// <summary>A ticket.</summary>
    /// <param name="hash">Its hash.</param>
    public static RedisArgument Ticket(string hash) => $"{Of(hash)}t:{hash}";

    /// <summary>The tickets of a holder that wait.</summary>
    /// <param name="holder">The holder.</param>
    public static RedisArgument Holder(string holder) => $"{Of(holder)}o:{holder}";

    /// <summary>Which tickets and subjects were revoked: all in one place, since each node looks at all of them.</summary>
    public static RedisArgument Revoked => $"{Part(0)}revoked";

    /// <summary>Whether other programs have ever published anything.</summary>
    public static RedisArgument Plain => $"{Prefix}plain";

    /// <summary>Who is in a channel.</summary>
    /// <param name="channel">The channel.</param>
    public static RedisArgument Presence(string channel) => $"{Of(channel)}who:{channel}";

    /// <summary>Where it is told that somebody came to a channel or left it.</summary>
    /// <param name="channel">The channel.</param>
    public static string PresenceTopic(string channel) => $"{Prefix}who {channel}";

    /// <summary>Where what happens in a channel is told.</summary>
    /// <param name="channel">The channel.</param>
    public static string Topic(string channel) => $"{Prefix}{channel}";

    /// <summary>Where it is told that plain messages of a part's channels may have been lost.</summary>
    // No channel has white space in its name.
    public const string BreakTopic = $"{Prefix}a break";

    /// <summary>Where every node is asked how many follow a channel.</summary>
    public const string CountTopic = $"{Prefix}a count";

    /// <summary>Where a node is told that.</summary>
    /// <param name="node">The node's name.</param>
    public static string CountedTopic(string node) => $"{Prefix}counted {node}";

    /// <summary>Where a node tells itself something, to see that it hears.</summary>
    /// <param name="node">The node's name.</param>
    public static string Probe(string node) => $"{Prefix}probe {node}";

    private static string Of(string channel) => Part(PartOf(channel));

    private static string Part(int number) => $"{Prefix}{{p{number}}}:";
}
