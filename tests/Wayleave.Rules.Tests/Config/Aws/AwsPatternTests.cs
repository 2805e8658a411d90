using Wayleave.Rules.Config.Aws;

namespace Wayleave.Rules.Tests.Config.Aws;

public sealed class AwsPatternTests
{
    [Theory]
    [InlineData("/ws/*", "/ws/", true)]
    [InlineData("/ws/*", "/ws/chat/7", true)]
    [InlineData("/ws/*", "/ws", false)]
    [InlineData("/ws*", "/ws", true)]
    [InlineData("/ws/?", "/ws/a", true)]
    [InlineData("/ws/?", "/ws/ab", false)]
    [InlineData("*/live", "/a/b/live", true)]
    [InlineData("*", "/", true)]
    [InlineData("/WS", "/ws", false)]
    [InlineData("/a*b*c", "/a-c-b-c", true)]
    [InlineData("/a*b*c", "/a-c-b", false)]
    [InlineData("", "", true)]
    public void A_pattern_means_the_texts_that_AWS_says_it_means(string pattern, string text, bool means) => AwsPattern.Matches(pattern, text).ShouldBe(means);

    [Fact]
    public void Many_stars_do_not_make_it_slow() =>
        AwsPattern.Matches(string.Concat(Enumerable.Repeat("*a", 2_000)) + "b", new string('a', 20_000)).ShouldBeFalse();
}
