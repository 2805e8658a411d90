namespace Wayleave.Server.Destinations.Balancing;

/// <summary>The same one for the same key, by weighted rendezvous hashing: when one goes, only its own keys move, and spread over the others.</summary>
/// <remarks>
/// Each member draws a lot for the key, -weight / ln(u) with u from 0 to 1 by their common hash, and the highest wins. No table, no state:
/// several processes with the same settings agree. A request without a key goes in turn.
/// </remarks>
/// <param name="withoutKey">Chooses where there is no key.</param>
/// <seealso href="https://www.snia.org/sites/default/files/SDC15_presentations/dist_sys/Jason_Resch_New_Consistent_Hashings_Rev.pdf">Resch: New Hashing Algorithms for Data Storage</seealso>
internal sealed class Rendezvous(IBalancer withoutKey) : IBalancer
{
    // The 53 bits of a double's fraction.
    private const double Range = 1L << 53;

    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<Member> members, ReadOnlySpan<long> weights, ulong? key)
    {
        if (key is not { } sought)
            return withoutKey.Choose(members, weights, null);
        var (best, highest) = (-1, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            var draw = ((StableHash.Mix(sought ^ StableHash.Mix(members[i].Hash)) >> 11) + 0.5) / Range;
            var lot = -weights[i] / Math.Log(draw);
            if (best < 0 || lot > highest)
                (best, highest) = (i, lot);
        }

        return best;
    }
}
