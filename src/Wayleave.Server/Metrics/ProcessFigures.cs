using System.Diagnostics;
using System.Diagnostics.Metrics;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Metrics;

/// <summary>What the process takes of the machine, under the names that Prometheus's own clients use.</summary>
/// <seealso href="https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics">Process metrics</seealso>
internal static class ProcessFigures
{
    private const string Descriptors = "/proc/self/fd";

    /// <summary>Adds them to a meter.</summary>
    /// <param name="meter">The meter.</param>
    public static void AddTo(Meter meter)
    {
        meter.CreateObservableCounter("process.cpu", static () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Processor time used, user and system.");
        meter.CreateObservableGauge("process.resident_memory", static () => Environment.WorkingSet, "By", "Memory in use (resident set).");
        meter.CreateObservableGauge("process.start_time", StartTime, "s", "When the process started, in seconds since 1970.");
        if (!OperatingSystem.IsLinux())
            return;
        meter.CreateObservableGauge("process.open_fds", static () => (long)Directory.EnumerateFileSystemEntries(Descriptors).Count(), "{descriptor}", "Open file descriptors.");
        meter.CreateObservableGauge("process.max_fds", static () => (double)DescriptorLimit.Current, "{descriptor}", "The most file descriptors that may be open.");
    }

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return Math.Round((process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds, 2);
    }
}
