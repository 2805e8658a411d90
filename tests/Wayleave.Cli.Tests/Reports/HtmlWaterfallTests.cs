using Wayleave.Cli.Reports.Html;

namespace Wayleave.Cli.Tests.Reports;

public sealed class HtmlWaterfallTests
{
    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(90, 20)]
    [InlineData(1200, 200)]
    [InlineData(1552, 500)]
    [InlineData(5300, 1000)]
    [InlineData(9200, 2000)]
    [InlineData(120_000, 20_000)]
    public void Marks_stand_at_round_times(double total, double step)
    {
        HtmlWaterfall.Step(total).ShouldBe(step);
        (total / step).ShouldBeInRange(3, 7.5);
    }
}
