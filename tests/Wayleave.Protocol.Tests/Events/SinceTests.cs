using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class SinceTests
{
    private static readonly EventPosition s_position = new("k3Qz", 105, 0x9f2c1a07);
    private static readonly PositionVector s_vector = PositionVector.Empty.With("a", s_position);

    public static TheoryData<string?, Since> Asked { get; } = new()
    {
        { null, Since.Live },
        { "0", Since.All },
        { "-1", new Since.Last(1) },
        { "-20", new Since.Last(20) },
        { "-2147483647", new Since.Last(int.MaxValue) },
        { "k3Qz:105:9f2c1a07", new Since.After(s_position) },
        { "k3Qz:0:0", new Since.After(EventPosition.Start("k3Qz")) },
        { s_vector.ToString(), new Since.AfterEach(s_vector, Since.Live) },
        { s_vector + "~0", new Since.AfterEach(s_vector, Since.All) },
        { s_vector + "~-20", new Since.AfterEach(s_vector, new Since.Last(20)) },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void What_is_asked_reads_as_it_is_written(string? text, Since expected)
    {
        Since.TryParse(text, out var since).ShouldBeTrue();
        since.ShouldBe(expected);
        since.Text.ShouldBe(text);
    }

    [Fact]
    public void An_empty_since_is_that_of_a_client_that_has_no_id_yet()
    {
        Since.TryParse("", out var since).ShouldBeTrue();
        since.ShouldBe(Since.Live);
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("-")]
    [InlineData("-01")]
    [InlineData("--1")]
    [InlineData("-2147483648")]
    [InlineData("00")]
    [InlineData("20")]
    [InlineData("-2\0")]
    [InlineData("-99999999999999999999")]
    [InlineData(" 0")]
    [InlineData("k3Qz:105")]
    [InlineData("A")]
    public void What_makes_no_sense_is_refused(string text)
    {
        Since.TryParse(text, out var since).ShouldBeFalse();
        since.ShouldBe(Since.Live);
    }

    [Theory]
    [InlineData("~")]
    [InlineData("~k3Qz:105:9f2c1a07")]
    [InlineData("~-0")]
    [InlineData("~0~0")]
    public void What_makes_no_sense_behind_a_vector_is_refused(string others)
    {
        Since.TryParse(s_vector + others, out _).ShouldBeFalse();
        Since.TryParse(s_vector + "~" + s_vector, out _).ShouldBeFalse();
        Since.TryParse("~0", out _).ShouldBeFalse();
    }

    [Fact]
    public void Of_channels_that_a_vector_does_not_know_is_wanted_what_stands_behind_it()
    {
        var each = new Since.AfterEach(s_vector, new Since.Last(20));
        each.For("a").ShouldBe(new Since.After(s_position));
        each.For("b").ShouldBe(new Since.Last(20));
    }

    [Fact]
    public void A_vector_means_each_channels_position_and_nothing_for_a_channel_it_does_not_know()
    {
        var each = new Since.AfterEach(s_vector, Since.Live);
        each.For("a").ShouldBe(new Since.After(s_position));
        each.For("b").ShouldBe(Since.Live);
        Since.All.For("a").ShouldBe(Since.All);
    }
}
