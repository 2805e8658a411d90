using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Doctor;
using Wayleave.Cli.Reports;
using Wayleave.Cli.Reports.Json;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Watch;

/// <summary>Examines again and again and tells what changed, until it is stopped.</summary>
/// <param name="session">Examines and judges.</param>
/// <param name="request">What was asked.</param>
/// <param name="surroundings">Where to tell it.</param>
internal sealed class WatchLoop(DoctorSession session, DoctorRequest request, Surroundings surroundings)
{
    /// <summary>Goes round until Ctrl-C.</summary>
    /// <param name="every">From the beginning of a round to that of the next; a round that takes longer is followed at once.</param>
    /// <param name="metrics">Told every round; null: nobody asks.</param>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync(TimeSpan every, MetricsEndpoint? metrics)
    {
        Report? last = null;
        for (long round = 1; !surroundings.Interrupted.IsCancellationRequested; round++)
        {
            long started = surroundings.Time.GetTimestamp();
            Run run = await session.ProbeAsync().ConfigureAwait(false);
            // A round that was stopped half way is no news.
            if (run.Interrupted && last is not null) break;
            Report report = session.Compose(run);
            metrics?.Show(MetricsText.Of(report, round, surroundings.Time.GetElapsedTime(started), surroundings.Time.GetUtcNow()));
            if (await TellAsync(report, last).ConfigureAwait(false) is { } trouble) return await session.FailAsync(trouble).ConfigureAwait(false);
            last = report;
            TimeSpan rest = every - surroundings.Time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, surroundings.Time, surroundings.Interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ExitStatus.CouldNotTell;
    }

    private async Task<string?> TellAsync(Report report, Report? last)
    {
        if (request.Save is { } save && await SavedRun.SaveAsync(report.Run, save).ConfigureAwait(false) is { } unsaved) return "--save: " + unsaved;
        if (request.OutputFile is not null) return await session.WriteAsync(report).ConfigureAwait(false);
        if (request.Format == "json") await surroundings.Output.WriteAsync(JsonReport.Of(report, oneLine: true)).ConfigureAwait(false);
        else if (last is null) return await session.WriteAsync(report).ConfigureAwait(false);
        else await surroundings.Output.WriteAsync(string.Concat(Changes.Between(last, report).Select(c => $"{surroundings.Time.GetLocalNow():HH:mm:ss}  {c}\n"))).ConfigureAwait(false);
        await surroundings.Output.FlushAsync().ConfigureAwait(false);
        return null;
    }
}
