using System.Globalization;
using System.Text;

namespace Wayleave.Server.Metrics;

/// <summary>Prometheus's text format, version 0.0.4.</summary>
/// <seealso href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</seealso>
internal static class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Labels as they stand between the braces: <c>route="/",side="app"</c>.</summary>
    /// <param name="tags">Names and values.</param>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder(64);
        foreach (var (name, value) in tags)
            labels.Append(labels.Length > 0 ? "," : "").Append(name).Append("=\"").Append(Escape($"{value}").Replace("\"", "\\\"")).Append('"');
        return labels.ToString();
    }

    /// <summary>Writes what stands before a family.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The family's name.</param>
    /// <param name="help">What it tells.</param>
    /// <param name="type">Its type.</param>
    public static void WriteHead(TextWriter output, string name, string help, string type)
    {
        output.WriteLine($"# HELP {name} {Escape(help)}");
        output.WriteLine($"# TYPE {name} {type}");
    }

    /// <summary>Writes a value.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The name.</param>
    /// <param name="labels">The labels, see <see cref="LabelsOf"/>.</param>
    /// <param name="value">The value.</param>
    public static void WriteSample(TextWriter output, string name, string labels, double value) =>
        output.WriteLine(labels.Length == 0 ? $"{name} {Number(value)}" : $"{name}{{{labels}}} {Number(value)}");

    /// <summary>Writes a histogram: its buckets hold all smaller ones.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The name.</param>
    /// <param name="labels">The labels, see <see cref="LabelsOf"/>.</param>
    /// <param name="series">The histogram.</param>
    /// <param name="bounds">Its bounds.</param>
    public static void WriteHistogram(TextWriter output, string name, string labels, MetricSeries series, IReadOnlyList<double> bounds)
    {
        var before = labels.Length == 0 ? "" : labels + ",";
        long count = 0;
        for (var i = 0; i < series.Buckets.Count; i++)
        {
            count += series.Buckets[i];
            WriteSample(output, $"{name}_bucket", $"{before}le=\"{(i < bounds.Count ? Number(bounds[i]) : "+Inf")}\"", count);
        }

        WriteSample(output, $"{name}_sum", labels, series.Value);
        WriteSample(output, $"{name}_count", labels, count);
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n");
}
