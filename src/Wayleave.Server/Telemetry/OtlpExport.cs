using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Wayleave.Server.Metrics;

namespace Wayleave.Server.Telemetry;

/// <summary>
/// OpenTelemetry's export over OTLP, told by its standard environment variables alone. Without an endpoint among them nothing of it is
/// started, nor even loaded.
/// </summary>
/// <seealso href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">The variables</seealso>
internal sealed class OtlpExport : IDisposable
{
    private readonly IDisposable? _traces;
    private readonly IDisposable? _metrics;

    private OtlpExport(IDisposable? traces, IDisposable? metrics) => (_traces, _metrics) = (traces, metrics);

    /// <summary>Begins to export what the environment asks for; null: nothing.</summary>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="version">Our version.</param>
    public static OtlpExport? Start(Func<string, string?> environment, string version)
    {
        if (string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return null;
        var (traces, metrics) = (IsWanted("TRACES"), IsWanted("METRICS"));
        return traces || metrics ? StartWanted(environment, version, traces, metrics) : null;

        bool IsWanted(string signal) =>
            environment($"OTEL_{signal}_EXPORTER") is null or "" or "otlp"
            && !(string.IsNullOrEmpty(environment("OTEL_EXPORTER_OTLP_ENDPOINT")) && string.IsNullOrEmpty(environment($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")));
    }

    /// <summary>Sends what is left, for a few seconds at most, and ends.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // Apart, so that its assemblies are loaded by whoever gets here only.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OtlpExport StartWanted(Func<string, string?> environment, string version, bool traces, bool metrics)
    {
        // It would read the process's own variables: ours come by way of the options.
        var configuration = new ConfigurationBuilder().Add(new EnvironmentSource(environment)).Build();
        return new OtlpExport(
            traces ? Sdk.CreateTracerProviderBuilder().ConfigureServices(Configure).ConfigureResource(Name).AddSource(Tracing.SourceName).AddOtlpExporter().Build() : null,
            metrics ? Sdk.CreateMeterProviderBuilder().ConfigureServices(Configure).ConfigureResource(Name).AddMeter(GatewayMetrics.MeterName).AddOtlpExporter().Build() : null);

        void Configure(IServiceCollection services) => services.AddSingleton<IConfiguration>(configuration);

        void Name(ResourceBuilder resource)
        {
            // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go first.
            if (string.IsNullOrEmpty(environment("OTEL_SERVICE_NAME")) && environment("OTEL_RESOURCE_ATTRIBUTES")?.Contains("service.name=", StringComparison.Ordinal) != true)
                resource.AddService("wayleave", serviceVersion: version);
        }
    }
}
