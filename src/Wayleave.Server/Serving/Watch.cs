using System.Reflection;
using Wayleave.Server.Configuration;
using Wayleave.Server.Logs;
using Wayleave.Server.Metrics;
using Wayleave.Server.Telemetry;

namespace Wayleave.Server.Serving;

/// <summary>All that watches a gateway: its log, its figures, its traces.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private readonly LogWriter _writer;
    private readonly OtlpExport? _export;

    private Watch(ServeSettings settings, GatewayOptions options)
    {
        var version = typeof(Watch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var asJson = settings.LogFormat == LogFormat.Json || (settings.LogFormat == LogFormat.Auto && !options.LogIsTerminal);
        _writer = new LogWriter(options.Log, asJson, options.Time);
        Log = new GatewayLog(_writer, options.Time);
        Metrics = new GatewayMetrics(version, options.Time);
        _export = OtlpExport.Start(options.Environment, version);
        // Counted first: whoever has read a line finds it counted.
        IGatewayObserver?[] observers = [Metrics, Log, _export is null ? null : new TraceObserver(), options.Observer];
        Observer = new Observers([.. observers.OfType<IGatewayObserver>()]);
    }

    /// <summary>The log.</summary>
    public GatewayLog Log { get; }

    /// <summary>The figures.</summary>
    public GatewayMetrics Metrics { get; }

    /// <summary>To be told of everything.</summary>
    public IGatewayObserver Observer { get; }

    /// <summary>Begins.</summary>
    /// <param name="settings">How the log is written.</param>
    /// <param name="options">Where to, and the environment that says what is exported.</param>
    public static Watch Begin(ServeSettings settings, GatewayOptions options) => new(settings, options);

    /// <summary>Exports and writes what is left, for a few seconds at most. Safe twice.</summary>
    public async ValueTask DisposeAsync()
    {
        _export?.Dispose();
        Metrics.Dispose();
        await _writer.DisposeAsync().ConfigureAwait(false);
    }
}
