using System.Text;
using Wayleave.Conformance.Chains;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Fixes.TriedFixes;

/// <summary>Fixes applied to the real program: broken without, well with them, and the pages say which were tried.</summary>
[Collection<ChainCollection>]
public sealed class TriedFixTests(TrialRuns runs) : IClassFixture<TrialRuns>
{
    public static TheoryData<string> Names => [.. TrialTable.All.Select(t => t.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task The_pages_lines_mend_what_the_doctor_found(string name)
    {
        var trial = TrialTable.All.Single(t => t.Name == name);
        var lack = runs.Lacking(trial);
        Assert.SkipUnless(lack is null, $"not installed: {lack}");
        foreach (var line in trial.Deleted)
        {
            trial.Broken.ShouldContain(line, Case.Sensitive);
            trial.Mended.ShouldNotContain(line, Case.Sensitive);
        }

        var (broken, mended) = await runs.Of(trial);
        var first = broken.Judgement.Findings.FirstOrDefault(f => f.Severity > Severity.Info);
        (trial.Named ?? trial.Cause).Split('|').ShouldContain(first?.Cause ?? "nothing", Story("broken", broken));
        mended.Judgement.Verdict.ShouldBe(Verdict.Works, Story("mended", mended));
        mended.Judgement.Findings.ShouldAllBe(f => f.Cause != trial.Cause, Story("mended", mended));
    }

    [Fact]
    public void A_page_says_tried_of_those_and_of_no_others() =>
        CauseCatalogue.All.SelectMany(c => c.Fixes.Where(f => f.Basis == FixBasis.Tried).Select(f => $"{c.Name}: {f.Source}")).Order()
            .ShouldBe(TrialTable.All.Select(t => $"{t.Cause}: {t.Source}").Order());

    [Fact]
    public void Each_trial_stands_at_its_own_fix() => TrialTable.All.ShouldAllBe(t => t.Fix.Source == t.Source);

    private static string Story(string what, TrialRuns.Finished finished)
    {
        var (run, judgement) = finished;
        var text = new StringBuilder().AppendLine($"{what}: {judgement.Verdict}: {judgement.Summary}");
        foreach (var finding in judgement.Findings)
            text.AppendLine($"  {finding.Severity} {finding.Cause} at {finding.Hop} ({finding.Confidence}): {finding.Summary}");
        foreach (var probe in run.Probes)
            text.AppendLine($"  {probe.Id} {probe.Name} [{probe.Route}] {probe.Url}: {probe.Outcome} ({probe.ElapsedMs:F0} ms)");
        return text.ToString();
    }
}
