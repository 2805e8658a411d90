using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;
using Wayleave.Rules.Tests.Config.Data;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config;

public sealed class KindsStandAnythingTests
{
    // These have readers of their own, and tests of their own for them.
    private static readonly string[] s_elsewhere = ["nginx", "haproxy", "varnish", "squid", "iis", "pound"];

    public static IEnumerable<TheoryDataRow<string>> Cases => LintCase.All().Where(one => !s_elsewhere.Contains(one.Name.Split('/')[0])).Select(one => new TheoryDataRow<string>(one.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_text_makes_a_kind_or_a_rule_throw(string name)
    {
        LintCase one = LintCase.All(name.Split('/')[0]).Single(found => found.Name == name);
        foreach ((string file, string text) in one.Files)
        {
            string? kind = ConfigKinds.Recognise(new SourceText(file, text))?.Name;
            foreach (string damaged in DataShape.Damaged(text, name.Length))
            {
                if (damaged.Length % 11 != 0) continue;
                Linter.Check([new SourceText(file, damaged)], new LintOptions { Kind = kind, Paths = ["/ws"] }).ShouldNotBeNull();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_file_is_recognised(string name)
    {
        foreach ((string file, string text) in LintCase.All(name.Split('/')[0]).Single(found => found.Name == name).Files)
            ConfigKinds.Recognise(new SourceText(file, text)).ShouldNotBeNull(file);
    }
}
