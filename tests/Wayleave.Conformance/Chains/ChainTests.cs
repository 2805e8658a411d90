using System.Text;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Conformance.Chains;

/// <summary>Real programs, right and wrong: what they answer, and what the doctor makes of it.</summary>
[Collection<ChainCollection>]
public sealed class ChainTests(ChainWorld world)
{
    public static TheoryData<string> Names => [.. ChainWorld.Chosen().Select(c => c.Name)];

    // Some rows can be asked only once, or are pages: those leave the answer to the doctor.
    public static TheoryData<string> Answering => [.. ChainWorld.Chosen().Where(c => c.Answers is not null).Select(c => c.Name)];

    [Theory, MemberData(nameof(Answering))]
    public async Task A_chain_answers_a_browsers_upgrade_as_its_row_says(string name)
    {
        var chain = Present(name);
        var url = world.Url(chain);
        var answer = await RawAnswer.ToAsync(url, PageOrigin.Of(url));
        answer.Status.ShouldBe(chain.Answers, answer.Head + "\n\n" + answer.Body);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task The_doctor_names_the_cause_and_the_hop(string name)
    {
        var chain = Present(name);
        var (run, judgement) = await world.ExaminedAsync(chain);
        var first = judgement.Findings.FirstOrDefault(f => f.Severity > Severity.Info);
        var story = Story(run, judgement);

        (chain.Cause ?? "nothing").Split('|').ShouldContain(first?.Cause ?? "nothing", story);
        judgement.Verdict.ShouldBe(chain.Verdict, story);
        if (chain.Hop is not null)
            chain.Hop.Split('|').ShouldContain(first?.Hop ?? "", story);
    }

    private Chain Present(string name)
    {
        var chain = ChainTable.Named(name);
        Assert.SkipUnless(world.Missing(chain) is null, $"not installed: {world.Missing(chain)}");
        return chain;
    }

    private static string Story(Run run, Judgement judgement)
    {
        var text = new StringBuilder().AppendLine($"{judgement.Verdict}: {judgement.Summary}");
        text.AppendLine($"  hops: {string.Join(" → ", judgement.Hops.Select(h => h.Name))}");
        foreach (var finding in judgement.Findings)
            text.AppendLine($"  {finding.Severity} {finding.Cause} at {finding.Hop} ({finding.Confidence}): {finding.Summary}");
        foreach (var probe in run.Probes)
            text.AppendLine($"  {probe.Id} {probe.Name} [{probe.Route}] {probe.Url}: {probe.Outcome} ({probe.ElapsedMs:F0} ms)");
        return text.ToString();
    }
}
