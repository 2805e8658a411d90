namespace Wayleave.Client.Tests;

public sealed class ChannelPositionsTests
{
    [Fact]
    public void What_was_written_is_read_again()
    {
        var positions = ChannelPositions.Empty.With("user:7:events", "k3Qz:105:9f2c1a07").With("a\"é", "x:0:0").With("user:7:events", "k3Qz:106:9f2c1a08");
        var read = ChannelPositions.Parse(positions.ToString());
        read.ShouldBe(positions);
        read["user:7:events"].ShouldBe("k3Qz:106:9f2c1a08");
        read["b"].ShouldBeNull();
        read.Channels.ShouldBe(["a\"é", "user:7:events"]);
        ChannelPositions.Parse("""{"user:7:events":"k3Qz:106:9f2c1a08"}""").Count.ShouldBe(1);
    }

    [Fact]
    public void Places_of_channels_without_names_are_kept_as_well()
    {
        ChannelPositions.Parse("""{"*":"k3Qz:105:9f2c1a07"}""").ToString().ShouldBe("""{"*":"k3Qz:105:9f2c1a07"}""");
        ChannelPositions.TryParse("""{"*":"0"}""", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    public void Nothing_is_no_channel(string? text) => ChannelPositions.Parse(text).ShouldBe(ChannelPositions.Empty);

    [Theory]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("""{"a":7}""")]
    [InlineData("""{"a":"k3Qz:105"}""")]
    [InlineData("""{"a b":"k3Qz:0:0"}""")]
    [InlineData("""{"\ud800":"k3Qz:0:0"}""")]
    [InlineData("""{"a":"k3Qz:0:0"}x""")]
    public void What_makes_no_sense_is_none(string text)
    {
        ChannelPositions.TryParse(text, out var positions).ShouldBeFalse();
        positions.ShouldBeNull();
        Should.Throw<FormatException>(() => ChannelPositions.Parse(text));
    }

    [Fact]
    public void Names_and_ids_are_checked_and_there_are_at_most_128()
    {
        Should.Throw<ArgumentException>(() => ChannelPositions.Empty.With("a b", "k3Qz:0:0"));
        Should.Throw<ArgumentException>(() => ChannelPositions.Empty.With("a", "105"));
        var all = Enumerable.Range(0, ChannelPositions.MaxChannels).Aggregate(ChannelPositions.Empty, (positions, n) => positions.With($"{n}", "k3Qz:0:0"));
        Should.Throw<InvalidOperationException>(() => all.With("one-more", "k3Qz:0:0"));
        all.With("0", "x:0:0")["0"].ShouldBe("x:0:0");
        ChannelPositions.TryParse(all.ToString().Replace("{", """{"one-more":"x:0:0",""", StringComparison.Ordinal), out _).ShouldBeFalse();
    }
}
