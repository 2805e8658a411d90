using Wayleave.Server.Metrics;

namespace Wayleave.Server.Tests.Metrics;

public sealed class CloseCodeLabelsTests
{
    [Theory]
    [InlineData(null, "none")]
    [InlineData((ushort)1000, "1000")]
    [InlineData((ushort)1014, "1014")]
    [InlineData((ushort)4000, "4000")]
    [InlineData((ushort)2000, "other")]
    [InlineData((ushort)65535, "other")]
    public void A_code_is_its_own_label_if_it_may_be_said(ushort? code, string label) => new CloseCodeLabels().Of(code).ShouldBe(label);

    [Fact]
    public void A_peer_that_says_all_codes_there_are_does_not_fill_the_memory()
    {
        var labels = new CloseCodeLabels();
        Enumerable.Range(3000, 2000).Select(code => labels.Of((ushort)code)).Distinct().Count().ShouldBe(65);
        labels.Of(3000).ShouldBe("3000");
        labels.Of(4999).ShouldBe("other");
    }
}
