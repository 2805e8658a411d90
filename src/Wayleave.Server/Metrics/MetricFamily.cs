using System.Diagnostics.Metrics;

namespace Wayleave.Server.Metrics;

/// <summary>All series of one instrument, as Prometheus names it. Thread-safe.</summary>
internal sealed class MetricFamily
{
    // Labels hold routes, destinations and small vocabularies; what would go beyond this is a mistake that must not fill the memory.
    private const int MaxSeries = 10_000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly bool _isObservable;

    /// <summary>Makes it, without series.</summary>
    /// <param name="instrument">The instrument.</param>
    public MetricFamily(Instrument instrument)
    {
        _isObservable = instrument.IsObservable;
        var isCounter = instrument is Counter<long> or Counter<double> or ObservableCounter<long> or ObservableCounter<double>;
        Bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries;
        Type = Bounds is not null ? "histogram" : isCounter ? "counter" : "gauge";
        Name = NameOf(instrument.Name, instrument.Unit, isCounter);
        Help = instrument.Description ?? "";
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What it tells, in a sentence.</summary>
    public string Help { get; }

    /// <summary><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public string Type { get; }

    /// <summary>A histogram's upper bounds, ascending; null: it is none.</summary>
    public IReadOnlyList<double>? Bounds { get; }

    /// <summary>Takes a measurement.</summary>
    /// <param name="value">The value: added to counters, put in the place of what was observed before.</param>
    /// <param name="tags">Its labels.</param>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.LabelsOf(tags);
        lock (_lock)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                if (_series.Count >= MaxSeries)
                    return;
                _series.Add(labels, series = new MetricSeries(Bounds));
            }

            if (_isObservable)
                series.Set(value);
            else
                series.Add(value);
        }
    }

    /// <summary>Forgets what was observed: what is not observed again is gone.</summary>
    public void BeginObserving()
    {
        if (!_isObservable)
            return;
        lock (_lock)
            _series.Clear();
    }

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        lock (_lock)
        {
            if (_series.Count == 0)
                return;
            PrometheusText.WriteHead(output, Name, Help, Type);
            foreach (var (labels, series) in _series)
                if (Bounds is null)
                    PrometheusText.WriteSample(output, Name, labels, series.Value);
                else
                    PrometheusText.WriteHistogram(output, Name, labels, series, Bounds);
        }
    }

    // https://prometheus.io/docs/practices/naming/: the base unit, then "total" for what only grows.
    private static string NameOf(string name, string? unit, bool isCounter)
    {
        var words = name.Replace('.', '_');
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return $"{words}{(words.EndsWith(suffix, StringComparison.Ordinal) ? "" : suffix)}{(isCounter ? "_total" : "")}";
    }
}
