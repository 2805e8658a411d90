using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Secrets;
using Wayleave.Probing;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Apply;

/// <summary>Asks the doctor what a configuration is worth.</summary>
/// <param name="surroundings">The clock and the end.</param>
internal sealed class Verification(Surroundings surroundings)
{
    // A reload is not done when its command returns: old workers answer until the new ones are up.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>How a run comes about; tests put their own in its place.</summary>
    public Func<ExaminationOptions, CancellationToken, Task<Run>> Examine { get; init; } =
        (options, cancellation) => new Examination(options, surroundings.Time).RunAsync(null, cancellation);

    /// <summary>Examines once.</summary>
    public async Task<Judgement> OnceAsync(ExaminationOptions options, CancellationToken cancellation)
    {
        Run run = await Examine(options, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return Judge.Of(Masking.Of(run));
    }

    /// <summary>Examines after a reload until a verdict is seen, or the time is up.</summary>
    /// <param name="options">What to examine.</param>
    /// <param name="hoped">The verdict; null: whichever it is.</param>
    /// <param name="atMost">How long to go on.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<Judgement> AfterReloadAsync(ExaminationOptions options, Verdict? hoped, TimeSpan atMost, CancellationToken cancellation)
    {
        long start = surroundings.Time.GetTimestamp();
        while (true)
        {
            await Task.Delay(s_pause, surroundings.Time, cancellation).ConfigureAwait(false);
            Judgement judgement = await OnceAsync(options, cancellation).ConfigureAwait(false);
            if (hoped is null || judgement.Verdict == hoped || surroundings.Time.GetElapsedTime(start) >= atMost) return judgement;
        }
    }

    /// <summary>Whether what is seen now is reason to keep the new configuration: it works, or it is usable and no worse than before.</summary>
    /// <param name="before">The verdict before.</param>
    /// <param name="after">The verdict after.</param>
    public static bool Keeps(Verdict before, Verdict after) => after == Verdict.Works || (after == Verdict.Degraded && before != Verdict.Works);

    /// <summary>A judgement in a line.</summary>
    public static string Told(Judgement judgement) =>
        $"{judgement.Verdict.ToString().ToLowerInvariant()}: {Printable.Short(judgement.Summary, 240)}{(judgement.Findings is [{ Severity: not Severity.Info } first, ..] ? $" [{first.Cause}]" : "")}";
}
