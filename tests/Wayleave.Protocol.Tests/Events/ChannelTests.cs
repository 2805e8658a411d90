using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class ChannelTests
{
    [Theory]
    [InlineData("a", ChannelNameViolation.None)]
    [InlineData("user:7:events", ChannelNameViolation.None)]
    [InlineData("größe:😀:{x}/?&#", ChannelNameViolation.None)]
    [InlineData("a::b", ChannelNameViolation.None)]
    [InlineData("", ChannelNameViolation.Empty)]
    [InlineData("a b", ChannelNameViolation.HiddenCharacter)]
    [InlineData("a\n", ChannelNameViolation.HiddenCharacter)]
    [InlineData("a\0", ChannelNameViolation.HiddenCharacter)]
    [InlineData("a\u0085", ChannelNameViolation.HiddenCharacter)]
    [InlineData("a\u00A0b", ChannelNameViolation.HiddenCharacter)]
    [InlineData("a\u200Bb", ChannelNameViolation.HiddenCharacter)]
    [InlineData("a\u202Eb", ChannelNameViolation.HiddenCharacter)]
    [InlineData("a\u2028b", ChannelNameViolation.HiddenCharacter)]
    [InlineData("user:*", ChannelNameViolation.Star)]
    public void A_name_shows_what_it_is(string name, ChannelNameViolation expected) => ChannelName.Check(name).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_no_text() => ChannelName.Check("a\uD83D").ShouldBe(ChannelNameViolation.NotText);

    [Theory]
    [InlineData('a', 200, ChannelNameViolation.None)]
    [InlineData('a', 201, ChannelNameViolation.TooLong)]
    [InlineData('é', 100, ChannelNameViolation.None)]
    [InlineData('é', 101, ChannelNameViolation.TooLong)]
    [InlineData('a', 1 << 20, ChannelNameViolation.TooLong)]
    public void A_name_has_at_most_200_bytes(char letter, int count, ChannelNameViolation expected) =>
        ChannelName.Check(new string(letter, count)).ShouldBe(expected);

    [Theory]
    [InlineData("user:*:events", "user:7:events", true)]
    [InlineData("user:*:events", "user:*:events", true)]
    [InlineData("user:*:events", "user::events", false)]
    [InlineData("user:*:events", "user:7:8:events", false)]
    [InlineData("user:*:events", "user:7", false)]
    [InlineData("user:*:events", "user:7:events:x", false)]
    [InlineData("user:*:events", "User:7:events", false)]
    [InlineData("user:*", "user:7", true)]
    [InlineData("user:*", "user:7:secrets", false)]
    [InlineData("*", "a", true)]
    [InlineData("*", "a:b", false)]
    [InlineData("*", "", false)]
    [InlineData("*:*", "a:b", true)]
    [InlineData("news", "news", true)]
    [InlineData("news", "new", false)]
    [InlineData("news", "newsx", false)]
    public void A_star_stands_for_one_part(string pattern, string channel, bool matches) => Pattern(pattern).Matches(channel).ShouldBe(matches);

    [Theory]
    [InlineData("user:*:events", "user:7:events", true)]
    [InlineData("user:*:events", "user:*:events", true)]
    [InlineData("user:*:*", "user:*:events", true)]
    [InlineData("user:7:events", "user:*:events", false)]
    [InlineData("user:*:events", "user:7:secrets", false)]
    [InlineData("user:*", "user:7:events", false)]
    [InlineData("*:*:*", "user:7", false)]
    [InlineData("User:*", "user:7", false)]
    public void A_pattern_covers_what_means_no_more(string pattern, string other, bool covers) => Pattern(pattern).Covers(Pattern(other)).ShouldBe(covers);

    [Theory]
    [InlineData("", "at least one")]
    [InlineData("a b:*", "white space")]
    [InlineData("a::b", "colon that is too much")]
    [InlineData("a:", "colon that is too much")]
    [InlineData("user-*", "instead of user-*")]
    [InlineData("user:**", "instead of **")]
    public void A_pattern_that_means_nothing_is_refused_with_words(string text, string words)
    {
        ChannelPattern.TryParse(text, out _, out var wrong).ShouldBeFalse();
        wrong.ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public void The_first_pattern_that_matches_decides()
    {
        var list = new ChannelPatternList<int>([new(Pattern("user:7:*"), 1), new(Pattern("user:*:events"), 2), new(Pattern("user:*:*"), 3)]);
        list.TryFind("user:7:events", out var value).ShouldBeTrue();
        value.ShouldBe(1);
        list.TryFind("user:8:events", out value).ShouldBeTrue();
        value.ShouldBe(2);
        list.TryFind("user:8:x", out value).ShouldBeTrue();
        value.ShouldBe(3);
        list.TryFind("room:8", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_template_is_filled_and_knows_its_patterns()
    {
        var template = Template("org:{org}:user:{user_id}:of:{org}");
        template.Parameters.ShouldBe(["org", "user_id"]);
        template.Pattern.Text.ShouldBe("org:*:user:*:of:*");
        template.RedisPattern.ShouldBe("org:*:user:*:of:*");
        template.TryFill(name => name == "org" ? "acme" : "é-7.8", out var channel, out var violation).ShouldBeTrue();
        channel.ShouldBe("org:acme:user:é-7.8:of:acme");
        violation.ShouldBe(ChannelNameViolation.None);
        template.Pattern.Matches(channel).ShouldBeTrue();
    }

    [Theory]
    [InlineData("7:secrets", ChannelNameViolation.ColonInParameter)]
    [InlineData(":", ChannelNameViolation.ColonInParameter)]
    [InlineData("*", ChannelNameViolation.Star)]
    [InlineData("", ChannelNameViolation.ParameterMissing)]
    [InlineData(null, ChannelNameViolation.ParameterMissing)]
    [InlineData("7\r\n", ChannelNameViolation.HiddenCharacter)]
    [InlineData("7 ", ChannelNameViolation.HiddenCharacter)]
    public void Nobody_reaches_another_channel_through_a_parameter(string? value, ChannelNameViolation expected)
    {
        Template("user:{id}:events").TryFill(_ => value, out var channel, out var violation).ShouldBeFalse();
        violation.ShouldBe(expected);
        channel.ShouldBe("");
    }

    [Fact]
    public void A_value_that_makes_the_name_too_long_is_refused()
    {
        Template("user:{id}").TryFill(_ => new string('a', 195), out _, out _).ShouldBeTrue();
        Template("user:{id}").TryFill(_ => new string('a', 196), out _, out var violation).ShouldBeFalse();
        violation.ShouldBe(ChannelNameViolation.TooLong);
    }

    [Fact]
    public void Whatever_a_parameter_says_the_name_stays_within_the_templates_pattern()
    {
        var random = new Random(4);
        var template = Template("user:{a}:x:{b}");
        var filled = 0;
        for (var at = 0; at < 50_000; at++)
        {
            string a = Value(), b = Value();
            if (!template.TryFill(name => name == "a" ? a : b, out var channel, out _))
                continue;
            filled++;
            channel.Split(':').ShouldBe(["user", a, "x", b]);
            ChannelName.Check(channel).ShouldBe(ChannelNameViolation.None);
        }

        filled.ShouldBeGreaterThan(1_000);

        string Value() => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => "ab7é:*{ \n\u200B\uD83D\uDE00"[random.Next(12)])]);
    }

    [Fact]
    public void What_Redis_would_read_as_a_glob_is_escaped() => Template(@"a?[x]\:{b}").RedisPattern.ShouldBe(@"a\?\[x]\\:*");

    [Theory]
    [InlineData("user:*", "instead of *")]
    [InlineData("user:{}", "{} is none")]
    [InlineData("user:{a-b}", "{a-b} is none")]
    [InlineData("user-{id}", "user-{id} is none")]
    [InlineData("user:{id", "{id is none")]
    [InlineData("user:{a}{b}", "{a}{b} is none")]
    [InlineData("user::{id}", "colon that is too much")]
    [InlineData("a b:{id}", "white space")]
    public void A_template_that_means_nothing_is_refused_with_words(string text, string words)
    {
        ChannelTemplate.TryParse(text, out _, out var wrong).ShouldBeFalse();
        wrong.ShouldNotBeNull().ShouldContain(words);
    }

    private static ChannelPattern Pattern(string text)
    {
        ChannelPattern.TryParse(text, out var pattern, out var wrong).ShouldBeTrue(wrong);
        return pattern!;
    }

    private static ChannelTemplate Template(string text)
    {
        ChannelTemplate.TryParse(text, out var template, out var wrong).ShouldBeTrue(wrong);
        return template!;
    }
}
