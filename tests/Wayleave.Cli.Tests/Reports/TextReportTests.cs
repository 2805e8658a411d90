using Wayleave.Cli.Reports;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Tests.Reports;

public sealed class TextReportTests
{
    private static string Text(HttpExchange exchange) =>
        ReportFormats.Render("text", SampleReports.Broken(Samples.Run(Samples.Upgrade("p4", exchange))), new Look { Width = 80 });

    [Fact]
    public void Without_a_connection_no_request_is_shown()
    {
        string text = Text(new HttpExchange { Method = "GET", Path = "/ws", RequestHeaders = Samples.Fields(("Host", "app.example")), Failure = new Failure(FailureStage.Connect, FailureKind.Refused, "Connection refused") });
        text.ShouldContain("no connection (p4): Connection refused");
        text.ShouldNotContain("GET /ws");
    }

    [Fact]
    public void A_body_that_is_no_text_is_not_shown()
    {
        string text = Text(Samples.Answer(200, "OK", "\u0089PNG\u0000\u0001\u0002\uFFFD\uFFFD"));
        text.ShouldContain("a body that is no text");
        text.ShouldNotContain("PNG");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(140)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        string text = ReportFormats.Render("text", SampleReports.Broken(), new Look { Width = width, Verbose = true });
        text.Split('\n').ShouldAllBe(line => line.Length <= width);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("md")]
    [InlineData("junit")]
    [InlineData("sarif")]
    public void No_format_shows_a_secret(string format)
    {
        const string Secret = "s3cr3tV4lue";
        Run run = Samples.Run(Samples.Upgrade("p4", Samples.Answer(403, "Forbidden", "you sent " + Secret) with { RequestHeaders = Samples.Fields(("Cookie", "sid=" + Secret)) }));
        ReportFormats.Render(format, Report.Of(Wayleave.Cli.Secrets.Masking.Of(run), SampleReports.Broken().Judgement), new Look { Verbose = true }).ShouldNotContain(Secret);
    }
}
