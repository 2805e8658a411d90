using System.Diagnostics.Metrics;
using Wayleave.Server.Metrics;

namespace Wayleave.Server.Tests.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter _meter = new("test");

    [Fact]
    public void Names_have_their_unit_and_what_only_grows_ends_in_total()
    {
        using var store = new MetricStore(_meter);
        _meter.CreateCounter<long>("a.b", "{thing}", "Things.\nAnd \\.").Add(2, new KeyValuePair<string, object?>("why", "a \"b\"\n\\"));
        _meter.CreateCounter<long>("some.bytes", "By", "Bytes.").Add(3);
        _meter.CreateObservableGauge("held", () => 4L, "By", "Held.");
        _meter.CreateObservableCounter("cpu", () => 0.5, "s", "Time.");
        store.Write().ShouldBe(
            """
            # HELP a_b_total Things.\nAnd \\.
            # TYPE a_b_total counter
            a_b_total{why="a \"b\"\n\\"} 2
            # HELP some_bytes_total Bytes.
            # TYPE some_bytes_total counter
            some_bytes_total 3
            # HELP held_bytes Held.
            # TYPE held_bytes gauge
            held_bytes 4
            # HELP cpu_seconds_total Time.
            # TYPE cpu_seconds_total counter
            cpu_seconds_total 0.5

            """);
    }

    [Fact]
    public void A_bucket_holds_all_smaller_ones_and_its_bound()
    {
        using var store = new MetricStore(_meter);
        var histogram = _meter.CreateHistogram("trip", "s", "Trips.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var value in new[] { 0.25, 0.5, 0.75, 8 })
            histogram.Record(value, new KeyValuePair<string, object?>("side", "app"));
        store.Write().ShouldBe(
            """
            # HELP trip_seconds Trips.
            # TYPE trip_seconds histogram
            trip_seconds_bucket{side="app",le="0.5"} 2
            trip_seconds_bucket{side="app",le="1"} 3
            trip_seconds_bucket{side="app",le="+Inf"} 4
            trip_seconds_sum{side="app"} 9.5
            trip_seconds_count{side="app"} 4

            """);
    }

    [Fact]
    public void What_is_not_observed_any_more_is_gone()
    {
        using var store = new MetricStore(_meter);
        var seen = new List<string> { "a", "b" };
        _meter.CreateObservableGauge("up", () => seen.Select(name => new Measurement<long>(1, new KeyValuePair<string, object?>("name", name))));
        store.Write().ShouldContain("up{name=\"b\"} 1");
        seen.Remove("b");
        store.Write().ShouldNotContain("\"b\"");
    }

    public void Dispose() => _meter.Dispose();
}
