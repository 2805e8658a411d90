using Wayleave.Conformance.Chains;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Conformance.Fixes.TriedFixes;

/// <summary>The trials' examinations, broken and mended, made side by side.</summary>
public sealed class TrialRuns(ChainWorld world) : IDisposable
{
    private const int SideBySide = 6;

    private readonly SemaphoreSlim _places = new(SideBySide);
    private readonly Dictionary<string, Task<(Finished Broken, Finished Mended)>> _runs = [];

    /// <summary>Why a trial cannot run here; null if it can.</summary>
    public string? Lacking(FixTrial trial) => TrialStand.Lacking(world, trial);

    /// <summary>What the doctor saw without the fix and with it. The first call begins all trials, however the tests are ordered.</summary>
    public Task<(Finished Broken, Finished Mended)> Of(FixTrial trial)
    {
        lock (_runs)
        {
            foreach (var other in _runs.Count == 0 ? Chosen().Where(t => Lacking(t) is null) : [])
                _runs[other.Name] = RunAsync(other);
            if (!_runs.TryGetValue(trial.Name, out var run))
                _runs[trial.Name] = run = RunAsync(trial);
            return run;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    // While one trial is worked on, WAYLEAVE_TRIAL=PART-OF-ITS-NAME spares the others.
    private static IEnumerable<FixTrial> Chosen() => Environment.GetEnvironmentVariable("WAYLEAVE_TRIAL") is { Length: > 0 } part
        ? TrialTable.All.Where(t => t.Name.Contains(part, StringComparison.Ordinal))
        : TrialTable.All;

    private async Task<(Finished Broken, Finished Mended)> RunAsync(FixTrial trial)
    {
        await _places.WaitAsync();
        try
        {
            return (await TrialStand.ExaminedAsync(world, trial, trial.Broken), await TrialStand.ExaminedAsync(world, trial, trial.Applied()));
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>An examination's facts and what was concluded.</summary>
    public sealed record Finished(Run Run, Judgement Judgement);
}
