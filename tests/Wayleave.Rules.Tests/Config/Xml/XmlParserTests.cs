using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Xml;
using Wayleave.Rules.Lint;
using Wayleave.TestKit.Lint;

namespace Wayleave.Rules.Tests.Config.Xml;

public sealed class XmlParserTests
{
    public static IEnumerable<TheoryDataRow<string>> Samples => LintCase.All("iis").SelectMany(one => one.Files.Select(file => new TheoryDataRow<string>(file.Text)));

    [Fact]
    public void Elements_and_attributes_are_read_with_their_places()
    {
        XmlElement root = Read("\uFEFF<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a x = '1 > 0'\n  y=\"&lt;&quot;\">t &amp; <!-- <b/> --><b/><![CDATA[<c>]]><n:d></n:d></a>", out _).Single();

        (root.Name, root.Value("X"), root.Value("y"), root.Text).ShouldBe(("a", "1 > 0", "<\"", "t & <c>"));
        root.At.Text.ShouldBe("<a x = '1 > 0'\n  y=\"&lt;&quot;\">");
        root.Attributes.Select(attribute => (attribute.At.Text, attribute.ValueAt.Text)).ShouldBe([("x = '1 > 0'", "1 > 0"), ("y=\"&lt;&quot;\"", "&lt;&quot;")]);
        root.Children.Select(child => (child.Name, child.At.Text)).ShouldBe([("b", "<b/>"), ("n:d", "<n:d>")]);
    }

    [Theory]
    [InlineData("<a>\n <b>\n</a>", 2, "<b> is not closed before </a>")]
    [InlineData("<a>\n</b></a>", 2, "</b> closes nothing")]
    [InlineData("<a>", 1, "<a> is not closed before the end of the file")]
    public void A_mistake_is_told_with_its_place(string text, int line, string message)
    {
        Read(text, out ImmutableArray<ReadError> errors);

        (errors.Single().At.Line, errors.Single().Message).ShouldBe((line, message));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Any_text_is_read_without_a_throw_and_its_pieces_are_the_text(string text)
    {
        int index = 0;
        foreach (string wounded in Wounded.Versions(text, "<", ">", "/>", "</", "<a b", "=", "\"", "'", "<!--", "-->", "<![CDATA[", "]]>", "<?", "&#x110000;", "<rule><match url=\"(a+)+$\"/>", "</configuration>"))
        {
            var source = new SourceText("web.config", wounded);
            string.Concat(XmlLexer.Read(source).Select(token => token.At.Text)).ShouldBe(wounded);
            foreach (XmlElement element in Read(wounded, out _).SelectMany(root => root.All())) element.At.Text.ShouldStartWith("<" + element.Name);
            if (index++ % 7 == 0) Linter.Check([source], new LintOptions { Kind = "iis", Paths = ["/ws"] }).ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_deep_text_is_read() => Read(string.Concat(Enumerable.Repeat("<a>", 100_000)), out ImmutableArray<ReadError> errors).Single().All().Count().ShouldBeGreaterThan(100);

    [Fact]
    public void Its_files_are_recognised()
    {
        foreach (LintCase one in LintCase.All("iis"))
        {
            foreach ((string name, string text) in one.Files) (ConfigKinds.Recognise(new SourceText(name, text))?.Name).ShouldBe("iis");
        }

        (ConfigKinds.Recognise(new SourceText("App.csproj", "<Project Sdk=\"x\">\n</Project>"))?.Name).ShouldBeNull();
    }

    private static ImmutableArray<XmlElement> Read(string text, out ImmutableArray<ReadError> errors) => XmlParser.Read(new SourceText("web.config", text), out errors);
}
