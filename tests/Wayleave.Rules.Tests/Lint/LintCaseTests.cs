using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Lint;

public sealed class LintCaseTests
{
    private static readonly Dictionary<string, LintCase> s_cases = LintCase.All().ToDictionary(one => one.Name);

    public static IEnumerable<TheoryDataRow<string>> Cases => s_cases.Keys.Select(name => new TheoryDataRow<string>(name));

    public static IEnumerable<TheoryDataRow<string>> Rules => LintCatalogue.Rules.Select(rule => new TheoryDataRow<string>(rule.Info.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lint_says_of_a_deployment_what_its_case_expects(string name)
    {
        LintReport report = Check(s_cases[name]);

        report.Errors.Select(error => $"{error.At.Source.Name}:{error.At.Line}: {error.Message}").ShouldBeEmpty();
        report.Findings.Select(Line).Order().ShouldBe(s_cases[name].Expected.Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fix_leaves_files_that_can_be_read_and_its_finding_gone(string name)
    {
        LintCase one = s_cases[name];
        LintReport before = Check(one);
        foreach (LintFinding finding in before.Findings.Where(finding => finding.Fix is not null))
        {
            LintCase mended = Mend(one, finding.Fix!);

            LintReport after = Check(mended);

            after.Errors.ShouldBeEmpty();
            string told = $"{finding.Rule.Name} at line {finding.At.Line}";
            mended.Files.Concat(mended.Around).ShouldNotBe(one.Files.Concat(one.Around), told + ": its fix changes nothing");
            after.Findings.Count(left => left.Rule == finding.Rule).ShouldBeLessThan(before.Findings.Count(left => left.Rule == finding.Rule), told);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_case_that_fires_and_one_that_is_silent(string rule)
    {
        s_cases.Values.ShouldContain(one => one.Expected.Any(finding => finding.StartsWith(rule + " ", StringComparison.Ordinal)), "no case expects it");
        s_cases.Values.ShouldContain(one => one.SilentRules.Contains(rule) && !one.Expected.Any(finding => finding.StartsWith(rule + " ", StringComparison.Ordinal)), "no case names it silent");
    }

    [Fact]
    public void Cases_name_only_rules_that_there_are() =>
        s_cases.Values.SelectMany(one => one.SilentRules.Concat(one.Expected.Select(finding => finding.Split(' ')[0]))).Distinct().ShouldBeSubsetOf(LintCatalogue.Rules.Select(rule => rule.Info.Name));

    [Fact]
    public void Every_rule_is_in_the_catalogue_once()
    {
        Type[] types = [.. typeof(ILintRule).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(ILintRule)))];

        LintCatalogue.Rules.Select(rule => rule.GetType()).OrderBy(type => type.FullName).ShouldBe(types.OrderBy(type => type.FullName));
    }

    [Fact]
    public void Rule_names_are_unique_and_their_causes_are_in_the_vocabulary()
    {
        LintCatalogue.Rules.Select(rule => rule.Info.Name).ShouldBeUnique();
        LintCatalogue.Rules.Select(rule => rule.Info.Cause).Distinct().ShouldBeSubsetOf(CauseCatalogue.All.Select(cause => cause.Name));
    }

    private static LintReport Check(LintCase one)
    {
        var files = new CaseFiles(one);
        return Linter.Check(files.Named, CaseOptions.Of(one, files));
    }

    private static string Line(LintFinding finding) => $"{finding.Rule.Name} {finding.Severity.ToString().ToLowerInvariant()} {finding.At.Source.Name}:{finding.At.Line}";

    private static LintCase Mend(LintCase one, LintFix fix)
    {
        (string Name, string Text)[] Mended((string Name, string Text)[] files) => [.. files.Select(file =>
        {
            ImmutableArray<Edit> edits = [.. fix.Edits.Where(edit => edit.At.Source.Name == file.Name)];
            return (file.Name, edits.IsEmpty ? file.Text : Edits.Apply(edits[0].At.Source, edits, out _));
        })];
        return one with { Files = Mended(one.Files), Around = Mended(one.Around) };
    }
}
