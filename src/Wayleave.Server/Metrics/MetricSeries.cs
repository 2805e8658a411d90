namespace Wayleave.Server.Metrics;

/// <summary>One value that goes on, or one histogram. Not thread-safe.</summary>
/// <param name="bounds">A histogram's upper bounds, ascending; null: it is none.</param>
internal sealed class MetricSeries(IReadOnlyList<double>? bounds)
{
    private readonly long[] _buckets = new long[(bounds?.Count ?? 0) + 1];

    /// <summary>The value, or the sum of all that a histogram took.</summary>
    public double Value { get; private set; }

    /// <summary>How many values each bucket took, the last one for those above all bounds.</summary>
    public IReadOnlyList<long> Buckets => _buckets;

    /// <summary>Adds a value, or takes it into its bucket.</summary>
    /// <param name="value">The value.</param>
    public void Add(double value)
    {
        Value += value;
        if (bounds is null)
            return;
        var bucket = 0;
        // A bound belongs to its bucket: "le" is less or equal.
        while (bucket < bounds.Count && value > bounds[bucket])
            bucket++;
        _buckets[bucket]++;
    }

    /// <summary>Puts a value in the place of the last one.</summary>
    /// <param name="value">The value.</param>
    public void Set(double value) => Value = value;
}
