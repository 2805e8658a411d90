namespace Wayleave.Conformance.Events.Model;

/// <summary>Many runs.</summary>
internal sealed class ModelSum
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private int _published;
    private int _delivered;
    private int _gaps;

    /// <summary>The runs to make.</summary>
    /// <param name="usual">How many.</param>
    /// <param name="nightly">How many where there is time for it.</param>
    public static IEnumerable<int> Seeds(int usual, int nightly) =>
        int.TryParse(Environment.GetEnvironmentVariable("WAYLEAVE_SEED"), out var only) ? [only]
        : Enumerable.Range(0, Environment.GetEnvironmentVariable("WAYLEAVE_NIGHTLY") == "1" ? nightly : usual);

    /// <summary>Runs one; a failure names it.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="world">Its world.</param>
    /// <param name="run">The run.</param>
    /// <param name="steps">How long it is.</param>
    public async Task AddAsync(int seed, ModelWorld world, ModelRun run, int steps)
    {
        try
        {
            await run.RunAsync(steps).WaitAsync(s_limit);
        }
        catch (Exception e) when (e is ModelFlaw or ShouldAssertException or TimeoutException)
        {
            Assert.Fail($"run {seed}: {e.Message}\n{world.Story}");
        }

        (_published, _delivered, _gaps) = (_published + world.Published, _delivered + run.Delivered, _gaps + run.Gaps);
    }

    /// <summary>Else the runs say nothing.</summary>
    public void Check()
    {
        TestContext.Current.SendDiagnosticMessage("{0} published, {1} delivered, {2} gaps", _published, _delivered, _gaps);
        _delivered.ShouldBeGreaterThan(_published / 10);
        _gaps.ShouldBeGreaterThan(0);
    }
}
