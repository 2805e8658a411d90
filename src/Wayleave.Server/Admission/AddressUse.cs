namespace Wayleave.Server.Admission;

/// <summary>What one client address has open, and how fast it asks for more. Not thread-safe.</summary>
/// <param name="now">The time.</param>
internal sealed class AddressUse(TimeSpan now)
{
    /// <summary>How many sockets are open.</summary>
    public int Open { get; set; }

    /// <summary>How fast it opens them.</summary>
    public RateUse Upgrades { get; } = new(now);

    /// <summary>How fast the requests of carried sockets come.</summary>
    public RateUse CarryRequests { get; } = new(now);

    /// <summary>Whether nothing is known of it that is worth keeping.</summary>
    /// <param name="now">The time.</param>
    public bool IsIdle(TimeSpan now) => Open == 0 && Upgrades.IsIdle(now) && CarryRequests.IsIdle(now);
}
