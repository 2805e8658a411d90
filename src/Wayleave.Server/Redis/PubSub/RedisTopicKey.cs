namespace Wayleave.Server.Redis.PubSub;

/// <summary>What is subscribed to.</summary>
/// <param name="Kind">The sort.</param>
/// <param name="Name">The channel or the pattern.</param>
internal readonly record struct RedisTopicKey(RedisSubscriptionKind Kind, string Name)
{
    private string Prefix => Kind switch { RedisSubscriptionKind.Pattern => "p", RedisSubscriptionKind.Shard => "s", _ => "" };

    /// <summary>The command that subscribes; in small letters it is the kind of the push that confirms.</summary>
    public string Subscribe => $"{Prefix}subscribe";

    /// <summary>The same for the end.</summary>
    public string Unsubscribe => $"{Prefix}unsubscribe";
}
