using Wayleave.Cli.Reports;

namespace Wayleave.Cli.Tests.Reports;

public sealed class GoldenReportTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("md")]
    [InlineData("junit")]
    [InlineData("sarif")]
    public void A_broken_chain(string format) =>
        Golden.ShouldMatch(ReportFormats.Render(format, SampleReports.Broken(), new Look { Width = 80 }), $"broken.{format}");

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("md")]
    [InlineData("junit")]
    public void A_healthy_chain(string format) =>
        Golden.ShouldMatch(ReportFormats.Render(format, SampleReports.Healthy(), new Look { Width = 80 }), $"healthy.{format}");

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("junit")]
    [InlineData("sarif")]
    public void An_interrupted_run(string format) =>
        Golden.ShouldMatch(ReportFormats.Render(format, SampleReports.Undecided(), new Look { Width = 80 }), $"undecided.{format}");

    [Fact]
    public void Every_probe_on_a_wide_terminal() =>
        Golden.ShouldMatch(ReportFormats.Render("text", SampleReports.Broken(), new Look { Width = 110, Verbose = true, Colours = true }), "broken-verbose.text");
}
