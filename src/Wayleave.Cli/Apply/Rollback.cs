using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Probing;

namespace Wayleave.Cli.Apply;

/// <summary><c>apply --rollback TARGET</c>: goes back to what was there before the last installation, whether that came to its end or not.</summary>
internal sealed class Rollback(ApplyRequest request, Change change, Surroundings surroundings)
{
    /// <summary>How the doctor examines; tests put their own in its place.</summary>
    public Verification Verification { get; init; } = new(surroundings);

    /// <summary>Does it.</summary>
    /// <returns>The exit status: 0 if everything is as it was.</returns>
    public async Task<int> RunAsync()
    {
        if (change.Recorded is not { } journal)
            return await BadUsage.ReportAsync("apply", [], [$"--rollback: no installation of {Printable.Line(request.Target)} is on record"], surroundings).ConfigureAwait(false);
        var steps = new StepLog(surroundings);
        if (!journal.Kept) await steps.SayAsync("the last installation did not come to its end").ConfigureAwait(false);
        var commands = new Commands(request.CommandTimeout, surroundings, steps);
        ExaminationOptions? verify = request.Verify ?? Recorded(journal.Verify);
        bool well = await new WayBack(request, change, commands, steps, Verification).RunAsync(request.Test ?? journal.Test, request.Reload ?? journal.Reload, wasTested: true, wasReloaded: true, verify).ConfigureAwait(false);
        return well ? ExitStatus.Fine : ExitStatus.Found;
    }

    private static ExaminationOptions? Recorded(string? url) => TargetUrl.Read(url ?? "", out Uri? target) is null && target is not null ? new ExaminationOptions { Target = target } : null;
}
