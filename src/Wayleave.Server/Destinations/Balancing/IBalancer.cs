namespace Wayleave.Server.Destinations.Balancing;

/// <summary>Chooses one of several members. Thread-safe.</summary>
internal interface IBalancer
{
    /// <summary>Chooses.</summary>
    /// <param name="members">All of the cluster's.</param>
    /// <param name="weights">The weight of each just now, in thousandths; 0 leaves it out. At least one is not 0.</param>
    /// <param name="key">The hash of what the request is told apart by; null where it has no such thing.</param>
    /// <returns>The index of one that is not left out.</returns>
    int Choose(ReadOnlySpan<Member> members, ReadOnlySpan<long> weights, ulong? key);
}
