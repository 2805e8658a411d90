using System.Text;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Conformance.LabChains;

/// <summary>Chains of the lab's stand-ins, right and broken, and what the doctor makes of them.</summary>
public sealed class LabChainTests(LabWorld world) : IClassFixture<LabWorld>
{
    public static TheoryData<string> Names => [.. LabTable.All.Select(r => r.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task The_doctor_names_the_cause_and_the_hop_of_a_lab_chain(string name)
    {
        var row = LabTable.Named(name);
        var (run, judgement) = await world.ExaminedAsync(row);
        var first = judgement.Findings.FirstOrDefault(f => f.Severity > Severity.Info);
        var story = Story(row, run, judgement);

        (row.Cause ?? "nothing").Split('|').ShouldContain(first?.Cause ?? "nothing", story);
        judgement.Verdict.ShouldBe(row.Verdict, story);
        if (row.Hop is not null)
            row.Hop.Split('|').ShouldContain(first?.Hop ?? "", story);
        if (row.Open)
            first!.NextProbe.ShouldNotBeNull(story);
    }

    [Fact]
    public void Every_row_has_a_name_of_its_own() => LabTable.All.Select(r => r.Name).ShouldBeUnique();

    private static string Story(LabRow row, Run run, Judgement judgement)
    {
        var text = new StringBuilder().AppendLine($"{row.Name}: {row.Chain} --to {row.To}").AppendLine($"{judgement.Verdict}: {judgement.Summary}");
        text.AppendLine($"  hops: {string.Join(" → ", judgement.Hops.Select(h => h.Name))}");
        foreach (var finding in judgement.Findings)
            text.AppendLine($"  {finding.Severity} {finding.Cause} at {finding.Hop} ({finding.Confidence}): {finding.Summary} [or {string.Join(", ", finding.Alternatives)}; next {finding.NextProbe}]");
        foreach (var probe in run.Probes)
            text.AppendLine($"  {probe.Id} {probe.Name} {(probe as HandshakeProbe)?.Variation} [{probe.Route}] {probe.Url}: {probe.Outcome} ({probe.StartMs:F0} + {probe.ElapsedMs:F0} ms)");
        return text.ToString();
    }
}
