using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class PositionVectorTests
{
    private static readonly PositionVector s_two = PositionVector.Empty.With("a", new("k3Qz", 105, 0x9f2c1a07)).With("b", EventPosition.Start("k3Qz"));

    [Fact]
    public void The_text_is_what_the_layout_says()
    {
        // The keys are the first eight bytes of what sha256sum says of "a" and "b".
        var bytes = Convert.FromHexString("01" + "CA978112CA1BBDCA" + "04" + "6B33517A" + "69" + "9F2C1A07" + "3E23E8160039594A" + "04" + "6B33517A" + "00" + "00000000");
        s_two.ToString().ShouldBe(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    [Fact]
    public void Each_channel_finds_its_own_position_whatever_the_order()
    {
        s_two.Find("a").ShouldBe(new EventPosition("k3Qz", 105, 0x9f2c1a07));
        s_two.Find("b").ShouldBe(EventPosition.Start("k3Qz"));
        s_two.Find("c").ShouldBeNull();
    }

    [Fact]
    public void A_later_position_takes_the_place_of_the_earlier()
    {
        var later = s_two.With("a", new("k3Qz", 106, 1));
        later.Count.ShouldBe(2);
        later.Find("a").ShouldBe(new EventPosition("k3Qz", 106, 1));
        s_two.Find("a").ShouldBe(new EventPosition("k3Qz", 105, 0x9f2c1a07));
    }

    [Fact]
    public void The_longest_vector_has_the_longest_text_and_no_channel_more()
    {
        var vector = PositionVector.Empty;
        for (var at = 0; at < PositionVector.MaxChannels; at++)
            vector = vector.With($"{at}", new("abcdefghijklmnop", EventPosition.MaxOffset, uint.MaxValue));
        vector.ToString().Length.ShouldBe(PositionVector.MaxTextLength);
        PositionVector.MaxTextLength.ShouldBe(6316);
        PositionVector.TryParse(vector.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(vector);
        Should.Throw<InvalidOperationException>(() => vector.With("one more", EventPosition.Start("a")));
        Should.Throw<ArgumentException>(() => PositionVector.Empty.With("a", default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")] // another version
    [InlineData("01 CA978112CA1BBDCA 04 6B33517A 69 9F2C1A")] // cut
    [InlineData("01 CA978112CA1BBDCA 04 6B33517A E9")] // cut in the offset
    [InlineData("01 CA978112CA1BBDCA 04 6B33517A E900 9F2C1A07")] // an offset written longer than need be
    [InlineData("01 CA978112CA1BBDCA 04 6B33517A 00 9F2C1A07")] // a tag at offset 0
    [InlineData("01 CA978112CA1BBDCA 04 6B33517A 8180808080808010 9F2C1A07")] // 2⁵³ + 1
    [InlineData("01 CA978112CA1BBDCA 04 6B33517A 818080808080808001 9F2C1A07")]
    [InlineData("01 CA978112CA1BBDCA 00 69 9F2C1A07")] // no epoch
    [InlineData("01 CA978112CA1BBDCA 04 6B335120 69 9F2C1A07")] // a space in the epoch
    [InlineData("01 CA978112CA1BBDCA 01 61 69 9F2C1A07 CA978112CA1BBDCA 01 61 69 9F2C1A07")] // one channel twice
    public void A_flaw_is_found(string hex)
    {
        var text = Convert.ToBase64String(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        PositionVector.TryParse(text, out var vector).ShouldBeFalse();
        vector.ShouldBeSameAs(PositionVector.Empty);
    }

    [Theory]
    [InlineData(PositionVector.MaxChannels, true)]
    [InlineData(PositionVector.MaxChannels + 1, false)]
    public void A_text_of_short_positions_holds_no_channel_more(int channels, bool expected)
    {
        var bytes = new List<byte> { 1 };
        for (var at = 0; at < channels; at++)
            bytes.AddRange([0, 0, 0, 0, 0, 0, 0, (byte)at, 1, (byte)'a', 0, 0, 0, 0, 0]);
        PositionVector.TryParse(System.Buffers.Text.Base64Url.EncodeToString(bytes.ToArray()), out var vector).ShouldBe(expected);
        vector.Count.ShouldBe(expected ? channels : 0);
    }

    [Theory]
    [InlineData("{0}=")]
    [InlineData(" {0}")]
    [InlineData("{0}A")]
    [InlineData("{0}*")]
    public void Only_the_very_text_is_read(string form) => PositionVector.TryParse(string.Format(null, form, s_two), out _).ShouldBeFalse();

    [Fact]
    public void A_text_of_a_megabyte_is_none() => PositionVector.TryParse(new string('A', 1 << 20), out _).ShouldBeFalse();

    [Fact]
    public void What_is_written_reads_back_and_what_is_read_is_written_as_it_was()
    {
        var random = new Random(3);
        var read = 0;
        for (var at = 0; at < 5_000; at++)
        {
            var vector = PositionVector.Empty;
            for (var left = random.Next(20); left > 0; left--)
                vector = vector.With(RandomEvents.Channel(random), RandomEvents.Position(random));
            PositionVector.TryParse(vector.ToString(), out var back).ShouldBeTrue();
            back.ShouldBe(vector);

            var text = Encoding.Latin1.GetString(RandomEvents.Mutated(random, Encoding.ASCII.GetBytes(vector.ToString())));
            if (!PositionVector.TryParse(text, out var changed))
                continue;
            read++;
            changed.ToString().ShouldBe(text);
        }

        read.ShouldBeGreaterThan(200);
    }
}
