namespace Wayleave.Server.Destinations.Balancing;

/// <summary>In turn by weight, and evenly mixed: 5, 1, 1 gives a a b a c a a and not a a a a a b c.</summary>
/// <remarks>
/// nginx's smooth weighted round robin: each gains its weight, the richest is chosen and pays the sum of all. Over as many choices as
/// the weights' sum each is chosen exactly as often as its weight says.
/// </remarks>
/// <param name="count">How many members there are.</param>
/// <seealso href="https://github.com/nginx/nginx/commit/52327e0627f49dbda1e8db695e63a4b0af4448b1">nginx's description</seealso>
internal sealed class RoundRobin(int count) : IBalancer
{
    private readonly Lock _lock = new();
    private readonly long[] _gained = new long[count];

    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<Member> members, ReadOnlySpan<long> weights, ulong? key)
    {
        lock (_lock)
        {
            var (best, sum) = (-1, 0L);
            for (var i = 0; i < weights.Length; i++)
            {
                if (weights[i] == 0)
                    continue;
                sum += weights[i];
                _gained[i] += weights[i];
                if (best < 0 || _gained[i] > _gained[best])
                    best = i;
            }

            _gained[best] -= sum;
            return best;
        }
    }
}
