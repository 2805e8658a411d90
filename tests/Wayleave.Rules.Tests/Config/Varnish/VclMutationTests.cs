using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish;
using Wayleave.Rules.Config.Varnish.Reading;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Varnish;

public sealed class VclMutationTests
{
    private static readonly string[] s_pieces = ["\"", "{\"", "\"}", "\"\"\"", "{", "}", "(", ")", ";", "if (", "else", "elsif (", "!", "&&", "||", "~", "!~", "==", "+", "C{", "}C", "/*", "*/", "#", "sub vcl_recv {", "call a;", "return (pipe);", "include \"a\";", "\n", "."];

    public static IEnumerable<TheoryDataRow<string>> Samples => LintCase.All("varnish").SelectMany(one => one.Files.Select(file => new TheoryDataRow<string>(file.Text)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Any_text_is_read_without_a_throw_and_its_pieces_are_the_text(string text)
    {
        foreach (string wounded in Wounded.Versions(text, s_pieces))
        {
            var source = new SourceText("default.vcl", wounded);
            string.Concat(VclLexer.Read(source).Select(token => token.At.Text)).ShouldBe(wounded);
            foreach (VclStatement statement in VclParser.Read(source, new ReadContext()).Statements) statement.At.Text.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_text_makes_a_rule_throw(string text)
    {
        foreach (string wounded in Wounded.Versions(text, s_pieces).Where((_, index) => index % 7 == 0))
            Linter.Check([new SourceText("default.vcl", wounded)], new LintOptions { Kind = "varnish", Paths = ["/ws"] }).ShouldNotBeNull();
    }
}
