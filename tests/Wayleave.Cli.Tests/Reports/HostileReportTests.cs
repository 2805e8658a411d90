using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Wayleave.Cli.Reports;

namespace Wayleave.Cli.Tests.Reports;

public sealed class HostileReportTests
{
    public static TheoryData<string> Formats => [.. ReportFormats.Names];

    private static string Render(string format) => ReportFormats.Render(format, SampleReports.Hostile(), new Look { Verbose = true });

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_that_a_terminal_obeys_comes_through(string format) =>
        Render(format).Where(c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u009b').ShouldBeEmpty();

    [Fact]
    public void Markup_is_escaped_in_html()
    {
        string html = Render("html");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void Html_fetches_nothing()
    {
        string html = Render("html");
        foreach (string fetching in new[] { "@import", "url(", "<link", "<iframe", "<img" }) html.ShouldNotContain(fetching);
        Regex.IsMatch(html, "<[^>]*\\s(src|srcset|on[a-z]+)=", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(2)).ShouldBeFalse();
    }

    [Fact]
    public void Markdown_closes_no_fence_and_calls_nobody()
    {
        string markdown = Render("md");
        markdown.ShouldContain("\n``````");
        markdown.Split("``````").Where((_, i) => i % 2 == 0).ShouldAllBe(outside => !outside.Contains("<script", StringComparison.Ordinal) && !outside.Contains('@'));
    }

    [Fact]
    public void Json_xml_and_sarif_stay_well_formed()
    {
        Should.NotThrow(() => JsonDocument.Parse(Render("json")).Dispose());
        Should.NotThrow(() => JsonDocument.Parse(Render("sarif")).Dispose());
        Should.NotThrow(() => XDocument.Parse(Render("junit")));
    }
}
