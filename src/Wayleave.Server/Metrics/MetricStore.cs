using System.Diagnostics.Metrics;

namespace Wayleave.Server.Metrics;

/// <summary>Listens to one meter and keeps what it measures, for Prometheus to fetch. OpenTelemetry listens to the same meter.</summary>
internal sealed class MetricStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<MetricFamily> _families = [];
    private readonly MeterListener _listener = new();

    /// <summary>Begins to listen.</summary>
    /// <param name="meter">The meter; others of the same name are others'.</param>
    public MetricStore(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter, meter))
                return;
            var family = new MetricFamily(instrument);
            lock (_lock)
                _families.Add(family);
            listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((MetricFamily)family!).Take(value, tags));
        _listener.Start();
    }

    /// <summary>All that has been measured until now, in Prometheus's text format.</summary>
    public string Write()
    {
        using var output = new StringWriter { NewLine = "\n" };
        lock (_lock)
        {
            foreach (var family in _families)
                family.BeginObserving();
            _listener.RecordObservableInstruments();
            foreach (var family in _families)
                family.Write(output);
        }

        return output.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
