using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Tests.Diagnosis;

public sealed class RuleCaseTests
{
    private static readonly Dictionary<string, IRuleCases> All = typeof(RuleCaseTests).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IRuleCases)))
        .Select(t => (IRuleCases)Activator.CreateInstance(t)!)
        .ToDictionary(c => c.GetType().Name);

    public static IEnumerable<TheoryDataRow<string, string>> Firing =>
        All.SelectMany(c => c.Value.Fires.Select(f => new TheoryDataRow<string, string>(c.Key, f.Name)));

    public static IEnumerable<TheoryDataRow<string, string>> Silent =>
        All.SelectMany(c => c.Value.Silent.Select(f => new TheoryDataRow<string, string>(c.Key, f.Name)));

    public static IEnumerable<TheoryDataRow<string>> Rules => Catalogue.Rules.Select(r => new TheoryDataRow<string>(r.GetType().Name));

    [Theory]
    [MemberData(nameof(Firing))]
    public void A_rule_finds_its_cause(string cases, string name)
    {
        IRuleCases rule = All[cases];
        RuleCase one = rule.Fires.Single(f => f.Name == name);
        Evidence evidence = one.Run.Evidence();

        Finding[] findings = [.. rule.Rule.Check(evidence)];

        findings.ShouldNotBeEmpty();
        foreach (Finding finding in findings)
        {
            finding.Cause.ShouldBe(rule.Rule.Info.Cause);
            finding.Confidence.ShouldBeInRange(0.05, 1);
            finding.Summary.ShouldNotBeNullOrWhiteSpace();
            finding.Evidence.ShouldNotBeEmpty();
            finding.Evidence.ShouldBeSubsetOf(evidence.Run.Probes.Select(p => p.Id));
        }

        if (one.Hop is not null)
            findings.ShouldContain(f => f.Hop == one.Hop, $"found at {findings[0].Hop} instead");
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void A_rule_stays_silent_at_a_near_miss(string cases, string name)
    {
        IRuleCases rule = All[cases];
        RuleCase one = rule.Silent.Single(f => f.Name == name);

        rule.Rule.Check(one.Run.Evidence()).Select(f => f.Summary).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_case_that_fires_and_one_that_stays_silent(string rule)
    {
        IRuleCases? cases = All.Values.SingleOrDefault(c => c.Rule.GetType().Name == rule);

        cases.ShouldNotBeNull($"{rule} has no cases");
        cases.Fires.ShouldNotBeEmpty();
        cases.Silent.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_rule_is_in_the_catalogue_once()
    {
        Type[] types = [.. typeof(IDiagnosisRule).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IDiagnosisRule)))];

        Catalogue.Rules.Select(r => r.GetType()).OrderBy(t => t.Name).ShouldBe(types.OrderBy(t => t.Name));
    }

    [Fact]
    public void Rule_names_are_unique_and_their_causes_are_in_the_vocabulary()
    {
        string[] causes = [.. typeof(CauseNames).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

        Catalogue.Rules.Select(r => r.Info.Name).ShouldBeUnique();
        Catalogue.Rules.Select(r => r.Info.Cause).ShouldBeSubsetOf(causes);
        Catalogue.Rules.SelectMany(r => r.Info.YieldsTo).ShouldBeSubsetOf(causes);
    }
}
