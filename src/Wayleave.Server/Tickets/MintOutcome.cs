namespace Wayleave.Server.Tickets;

/// <summary>What became of a ticket that was to be kept.</summary>
/// <param name="Wait">After how long to try again, since too many wait; null: that is not so.</param>
/// <param name="IsUnavailable">Whether the store cannot be reached.</param>
internal readonly record struct MintOutcome(TimeSpan? Wait, bool IsUnavailable = false)
{
    /// <summary>It is kept.</summary>
    public static MintOutcome Kept { get; }
}
