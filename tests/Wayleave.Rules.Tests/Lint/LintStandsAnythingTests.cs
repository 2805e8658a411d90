using System.Collections.Immutable;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Lint;

/// <summary>Deployments in which lines were lost, doubled, moved, or come from another file of the same kind: what people have before they ask.</summary>
public sealed class LintStandsAnythingTests
{
    private const int Rounds = 10;
    private static readonly ImmutableArray<LintCase> s_cases = [.. LintCase.All()];

    // Each with and without the ends that paths can have, and none: then the files themselves say where sockets are.
    private static readonly ImmutableArray<ImmutableArray<string>> s_paths = [[], ["/"], ["/ws"], ["/a/ws/"], ["//"], ["ws"], ["/ws?x=/y", "/%2e%2e/ws"], [""]];

    public static IEnumerable<TheoryDataRow<string>> Groups => s_cases.Select(one => one.Name.Split('/')[0]).Distinct().Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Groups))]
    public void No_deployment_makes_a_rule_throw(string group)
    {
        LintCase[] cases = [.. s_cases.Where(one => one.Name.Split('/')[0] == group)];
        string[] lines = [.. cases.SelectMany(one => one.Files).SelectMany(file => file.Text.Split('\n')).Distinct()];
        var random = new Random(41);
        foreach (LintCase one in cases)
        {
            for (int round = 0; round < Rounds; round++)
            {
                var shuffled = one with { Files = [.. one.Files.Select(file => (file.Name, Shuffled(file.Text, lines, random)))] };
                var files = new CaseFiles(shuffled);
                LintOptions options = CaseOptions.Of(one, files) with { Paths = s_paths[random.Next(s_paths.Length)] };

                Should.NotThrow(() => Linter.Check(files.Named, options), $"{one.Name} with --path {string.Join(' ', options.Paths)}:\n{string.Join("\n===\n", shuffled.Files.Select(file => file.Text))}");
            }
        }
    }

    [Theory]
    [InlineData("set \"\" x;")]
    [InlineData("set $ x;")]
    [InlineData("set $a $a; set $ab b;")]
    public void A_variable_of_nginx_may_have_no_name_or_that_of_another_in_it(string set)
    {
        var files = new CaseFiles(s_cases[0] with { Files = [("site.conf", $"server {{ listen 80; location / {{ {set} proxy_pass http://$ab:8501; }} }}")] });

        Should.NotThrow(() => Linter.Check(files.Named, new LintOptions()));
    }

    private static string Shuffled(string text, string[] others, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            int at = random.Next(lines.Count), to = random.Next(lines.Count);
            switch (random.Next(4))
            {
                case 0 when lines.Count > 1: lines.RemoveAt(at); break;
                case 1: lines.Insert(to, lines[at]); break;
                case 2: (lines[at], lines[to]) = (lines[to], lines[at]); break;
                default: lines.Insert(at, others[random.Next(others.Length)]); break;
            }
        }

        return string.Join('\n', lines);
    }
}
