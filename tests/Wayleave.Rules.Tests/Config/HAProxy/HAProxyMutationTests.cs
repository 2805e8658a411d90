using Wayleave.Rules.Config;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.HAProxy.Reading;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.HAProxy;

public sealed class HAProxyMutationTests
{
    private static readonly string[] s_pieces = ["\"", "'", "\\", "$", "${", "${A-", "#", "\n", "\r\n", " ", "{", "}", "!", " if ", " unless ", " or ", "%[", "]", "(", ")", ",", "-m reg ", "(a+)+$", ".if 1\n", ".else\n", "\nbackend x from y\n", "\0", "listen x :1"];

    public static IEnumerable<TheoryDataRow<string>> Samples => LintCase.All("haproxy").SelectMany(one => one.Files.Select(file => new TheoryDataRow<string>(file.Text)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Any_text_is_read_without_a_throw_and_its_pieces_are_the_text(string text)
    {
        foreach (string wounded in Wounded.Versions(text, s_pieces))
        {
            var source = new SourceText("haproxy.cfg", wounded);
            string.Concat(HAProxyLexer.Read(source).Select(token => token.At.Text)).ShouldBe(wounded);
            HAProxyFile file = HAProxyParser.Read(source, new ReadContext());
            foreach (HAProxyWord word in file.Sections.SelectMany(section => section.Lines.Prepend(section.Head)).SelectMany(line => line.Words))
            {
                // A word without quotes, escapes and variables is what stands at its place.
                if (word.At.Text.IndexOfAny(['"', '\'', '\\', '$']) < 0) word.Text.ShouldBe(word.At.Text);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_text_makes_a_rule_throw(string text)
    {
        foreach (string wounded in Wounded.Versions(text, s_pieces).Where((_, index) => index % 7 == 0))
            Linter.Check([new SourceText("haproxy.cfg", wounded)], new LintOptions { Kind = "haproxy", Paths = ["/ws"] }).ShouldNotBeNull();
    }
}
