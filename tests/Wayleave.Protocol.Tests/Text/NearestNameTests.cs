using Wayleave.Protocol.Text;

namespace Wayleave.Protocol.Tests.Text;

public sealed class NearestNameTests
{
    private static readonly string[] s_names = ["max_body", "max-age", "strip_prefix", "sockets"];

    [Theory]
    [InlineData("max-body", "max_body")]
    [InlineData("max_age", "max-age")]
    [InlineData("stripPrefix", "strip_prefix")]
    [InlineData("Socket", "sockets")]
    [InlineData("prefix", "strip_prefix")]
    public void Hyphens_underscores_and_capitals_are_no_slips(string typed, string meant) => NearestName.To(typed, s_names).ShouldBe(meant);

    [Fact]
    public void A_letter_or_two_is_no_name_cut_short() => NearestName.To("a", s_names).ShouldBeNull();

    [Fact]
    public void A_name_spelled_right_is_nearest_to_itself() => NearestName.Of("max", ["max_body", "max"], 1).ShouldBe(["max"]);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("abc", "xbc", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits_and_swaps(string left, string right, int expected)
    {
        NearestName.Distance(left, right).ShouldBe(expected);
        NearestName.Distance(right, left).ShouldBe(expected);
    }
}
