using System.Net.Sockets;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Cli.Reports;
using Wayleave.Cli.Secrets;
using Wayleave.Cli.Watch;
using Wayleave.Probing;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Doctor;

/// <summary>One call of the doctor: probe or load, save, judge, report.</summary>
/// <param name="request">What was asked.</param>
/// <param name="surroundings">What it may touch.</param>
internal sealed class DoctorSession(DoctorRequest request, Surroundings surroundings)
{
    /// <summary>How a run comes about; tests put their own in its place.</summary>
    public Func<ExaminationOptions, IProgress<Progress>?, CancellationToken, Task<Run>> Examine { get; init; } =
        (options, progress, cancellation) => new Examination(options, surroundings.Time).RunAsync(progress, cancellation);

    /// <summary>Does it all.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync()
    {
        if (request.Watch is { } every) return await WatchAsync(every).ConfigureAwait(false);
        Run run;
        if (request.From is { } file)
        {
            (Run? saved, string? trouble) = await SavedRun.LoadAsync(file).ConfigureAwait(false);
            if (saved is null) return await FailAsync("--from: " + trouble).ConfigureAwait(false);
            run = saved;
        }
        else
        {
            run = await ProbeAsync().ConfigureAwait(false);
        }

        Report report = Compose(run);
        if (request.Save is { } save && await SavedRun.SaveAsync(report.Run, save).ConfigureAwait(false) is { } unsaved)
        {
            return await FailAsync("--save: " + unsaved).ConfigureAwait(false);
        }

        if (await WriteAsync(report).ConfigureAwait(false) is { } unwritten) return await FailAsync(unwritten).ConfigureAwait(false);
        return Outcome.Status(report.Judgement, run.Interrupted, request.FailOn);
    }

    /// <summary>Probes once, with live progress for a person.</summary>
    internal async Task<Run> ProbeAsync()
    {
        using var progress = surroundings.ErrorIsTerminal ? new ProgressLine(surroundings) : null;
        return await Examine(request.Examination!, progress, surroundings.Interrupted).ConfigureAwait(false);
    }

    /// <summary>Masks, judges and composes a run.</summary>
    /// <param name="run">What was seen.</param>
    internal Report Compose(Run run)
    {
        Run shown = request.ShowSecrets ? run : Masking.Of(run);
        return Report.Of(shown, Judge.Of(shown));
    }

    private Look Look()
    {
        bool toTerminal = request.OutputFile is null;
        return new Look
        {
            Colours = toTerminal && !request.NoColor && surroundings.ColoursWelcome,
            Verbose = request.Verbose,
            Width = Math.Clamp(surroundings.Width, 60, 140),
        };
    }

    /// <summary>Writes the report in the format asked for, to where it was asked for.</summary>
    /// <param name="report">The report.</param>
    /// <returns>What went wrong; null if nothing did.</returns>
    internal async Task<string?> WriteAsync(Report report)
    {
        string text = ReportFormats.Render(request.Format, report, Look());
        if (request.OutputFile is not { } file)
        {
            await surroundings.Output.WriteAsync(text).ConfigureAwait(false);
            return null;
        }

        try
        {
            await File.WriteAllTextAsync(file, text, surroundings.Interrupted).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "--output: " + FileTrouble.Text(file, e);
        }
    }

    private async Task<int> WatchAsync(TimeSpan every)
    {
        if (request.Metrics is not { } address) return await new WatchLoop(this, request, surroundings).RunAsync(every, null).ConfigureAwait(false);
        MetricsEndpoint metrics;
        try
        {
            metrics = new MetricsEndpoint(address, surroundings.Time);
        }
        catch (SocketException e)
        {
            return await FailAsync($"--metrics: cannot listen on {address}: {Printable.Line(e.Message)}").ConfigureAwait(false);
        }

        await using (metrics.ConfigureAwait(false))
        {
            await surroundings.Error.WriteLineAsync($"metrics at http://{metrics.Address}/metrics").ConfigureAwait(false);
            return await new WatchLoop(this, request, surroundings).RunAsync(every, metrics).ConfigureAwait(false);
        }
    }

    /// <summary>Tells that it could not be done.</summary>
    /// <param name="error">Why, in a line.</param>
    /// <returns>The exit status for it.</returns>
    internal Task<int> FailAsync(string error) =>
        BadUsage.ReportAsync("doctor", ["--format", request.Format, request.Examination?.Target.OriginalString ?? ""], [error], surroundings);
}
