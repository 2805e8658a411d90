namespace Wayleave.Server.Destinations.Balancing;

/// <summary>The one that would carry the least for its weight with one more; among equals the one chosen longest ago.</summary>
/// <remarks>
/// Counting the one to come gives the heavier of two empty ones the first, and keeps one in its slow start, which is empty, from
/// getting everything. The counts are the destinations' own, so a reload does not forget them.
/// </remarks>
/// <param name="count">How many members there are.</param>
internal sealed class LeastConnections(int count) : IBalancer
{
    private readonly Lock _lock = new();
    private readonly long[] _chosen = new long[count];
    private long _turn;

    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<Member> members, ReadOnlySpan<long> weights, ulong? key)
    {
        lock (_lock)
        {
            var (best, bestLoad) = (-1, 0L);
            for (var i = 0; i < weights.Length; i++)
            {
                if (weights[i] == 0)
                    continue;
                // a/v < b/w without a division; loads are below 2^31 and weights below 2^30, so the product fits.
                var load = members[i].Destination.Load + 1L;
                var order = best < 0 ? -1 : (load * weights[best]).CompareTo(bestLoad * weights[i]);
                if (order < 0 || (order == 0 && _chosen[i] < _chosen[best]))
                    (best, bestLoad) = (i, load);
            }

            _chosen[best] = ++_turn;
            return best;
        }
    }
}
