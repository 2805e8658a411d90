using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Tests.Config.Data;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Apache;

public sealed class ApacheReadingTests
{
    [Theory]
    [InlineData("A b c", "A|b|c")]
    [InlineData("  A\t\"b c\" 'd \"e'", "A|b c|d \"e")]
    [InlineData("A \"say \\\"so\\\" \\\\ \\d\"", "A|say \"so\" \\ \\d")]
    [InlineData("A b \\\n  c \\\r\n d", "A|b|c|d")]
    [InlineData("A b\\\nc", "A|bc")]
    [InlineData("A b#c #d", "A|b#c|#d")]
    [InlineData("A ^/x\"y z", "A|^/x\"y|z")]
    [InlineData("A ${known} x${known}y ${other}", "A|value|xvaluey|${other}")]
    [InlineData("A \"open b", "A|open b")]
    public void Words_end_where_httpd_ends_them(string text, string words) => Words(Read(text).Root.Single()).ShouldBe(words);

    [Theory]
    [InlineData("# A b\\\n C d\nE f", "E|f")]
    [InlineData("\n\n   \nE f\n\n", "E|f")]
    [InlineData("\tE f # no comment", "E|f|#|no|comment")]
    public void A_comment_is_a_line_and_what_a_backslash_adds_to_it(string text, string words) => Words(Read(text).Root.Single()).ShouldBe(words);

    [Theory]
    [InlineData("<Location /a>\nB c\n</Location>", "Location|/a")]
    [InlineData("<location \"/a b\" >\nB c\n</LOCATION>", "location|/a b")]
    [InlineData("<If \"%{A} > 1\">\nB c\n</If>", "If|%{A} > 1")]
    [InlineData("<If %{A}>1 && b>\nB c\n</If>", "If|%{A}>1|&&|b")]
    [InlineData("  < Location /a>\nB c\n</Location>", "Location|/a")]
    public void A_section_begins_with_its_line_and_holds_what_follows(string text, string words)
    {
        ApacheFile file = Read(text);

        ApacheDirective section = file.Root.Single();
        file.Errors.ShouldBeEmpty();
        Words(section).ShouldBe(words);
        section.IsSection.ShouldBeTrue();
        section.Block.Single().Name.Text.ShouldBe("B");
    }

    [Theory]
    [InlineData("<A b>\nC d", 1, "\"A\" is not ended before the end of the file")]
    [InlineData("C d\n</A>", 2, "this ends a section that was not begun")]
    [InlineData("<A b>\n</B>", 2, "\"A\" is not ended before this")]
    [InlineData("<A b\n</A>", 1, "this section's first line is not ended by \">\"")]
    [InlineData("<>\n", 1, "a section needs a name here")]
    public void What_cannot_be_read_is_told_with_its_place(string text, int line, string message)
    {
        ReadError error = Read(text).Errors.First();

        (error.At.Line, error.Message).ShouldBe((line, message));
    }

    [Fact]
    public void A_line_spans_from_its_name_to_its_last_word()
    {
        ApacheDirective line = Read("\n  ProxyPass /a \\\n   \"http://b/\"   \n").Root.Single();

        line.At.Text.ShouldBe("ProxyPass /a \\\n   \"http://b/\"");
        line.Arguments[1].At.Text.ShouldBe("\"http://b/\"");
    }

    [Fact]
    public void An_include_stands_in_its_place_and_may_include_itself()
    {
        var files = new MemoryFiles(all: true, ("conf/httpd.conf", "A 1\nInclude other/*.conf\nB 2"), ("conf/other/x.conf", "X 1\nInclude httpd.conf"));

        ApacheFile file = ApacheParser.Read(files.Read("conf/httpd.conf", "")!, new ReadContext { Files = files });

        file.Root.Take(3).Select(Words).ShouldBe(["A|1", "Include|other/*.conf", "X|1"]);
        Words(file.Root.Last()).ShouldBe("B|2");
    }

    [Fact]
    public void All_pieces_one_behind_the_other_are_the_text()
    {
        foreach (string text in LintCase.All("apache").SelectMany(one => one.Files).Select(file => file.Text).SelectMany(text => DataShape.Damaged(text, 7)))
        {
            string joined = string.Concat(ApacheLexer.Read(new SourceText("a.conf", text)).Select(token => token.At.Text));
            joined.ShouldBe(text);
        }
    }

    private static ApacheFile Read(string text) => ApacheParser.Read(new SourceText("a.conf", "Define known value\n" + text), new ReadContext()) is var file
        ? file with { Root = file.Root[1..], Errors = [.. file.Errors.Select(error => error with { At = Shifted(error.At, text) })] }
        : file;

    // Without the line that defines a variable.
    private static Span Shifted(Span at, string text)
    {
        int first = at.Source.Text.Length - text.Length;
        return new Span(new SourceText(at.Source.Name, text), at.Start - first, at.End - first);
    }

    private static string Words(ApacheDirective line) => string.Join('|', line.Arguments.Select(word => word.Text).Prepend(line.Name.Text));
}
