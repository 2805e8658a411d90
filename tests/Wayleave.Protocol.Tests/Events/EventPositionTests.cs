using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class EventPositionTests
{
    [Theory]
    [InlineData("k3Qz:105:9f2c1a07", "k3Qz", 105, 0x9f2c1a07)]
    [InlineData("k3Qz:0:0", "k3Qz", 0, 0)]
    [InlineData("0:1:00000000", "0", 1, 0)]
    [InlineData("abcdefghijklmnop:9007199254740992:ffffffff", "abcdefghijklmnop", EventPosition.MaxOffset, uint.MaxValue)]
    public void A_position_has_one_text(string text, string epoch, long offset, uint tag)
    {
        EventPosition.TryParse(text, out var position).ShouldBeTrue();
        position.ShouldBe(new EventPosition(epoch, offset, tag));
        position.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("k3Qz")]
    [InlineData("k3Qz:105")]
    [InlineData("k3Qz:105:9f2c1a07:")]
    [InlineData(":105:9f2c1a07")]
    [InlineData("abcdefghijklmnopq:1:9f2c1a07")]
    [InlineData("k-Qz:105:9f2c1a07")]
    [InlineData("ké:105:9f2c1a07")]
    [InlineData("k3Qz::9f2c1a07")]
    [InlineData("k3Qz:0105:9f2c1a07")]
    [InlineData("k3Qz:+1:9f2c1a07")]
    [InlineData("k3Qz:-1:9f2c1a07")]
    [InlineData("k3Qz: 1:9f2c1a07")]
    [InlineData("k3Qz:1\0:9f2c1a07")]
    [InlineData("k3Qz:٣:9f2c1a07")]
    [InlineData("k3Qz:9007199254740993:9f2c1a07")]
    [InlineData("k3Qz:99999999999999999999:9f2c1a07")]
    [InlineData("k3Qz:105:9F2C1A07")]
    [InlineData("k3Qz:105:9f2c1a0")]
    [InlineData("k3Qz:105:9f2c1a070")]
    [InlineData("k3Qz:105:9f2c1a0g")]
    [InlineData("k3Qz:105:0")]
    [InlineData("k3Qz:0:00000000")]
    [InlineData("k3Qz:0:9f2c1a07")]
    public void What_would_not_be_written_is_not_read(string text) => EventPosition.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_text_of_a_megabyte_is_none() => EventPosition.TryParse(new string('a', 1 << 20), out _).ShouldBeFalse();

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("a:b", 1, 1)]
    [InlineData("a", -1, 1)]
    [InlineData("a", EventPosition.MaxOffset + 1, 1)]
    [InlineData("a", 0, 1)]
    public void No_position_is_made_that_could_not_be_read_back(string epoch, long offset, uint tag) =>
        Should.Throw<ArgumentException>(() => new EventPosition(epoch, offset, tag));

    [Fact]
    public void What_is_written_reads_back()
    {
        var random = new Random(1);
        for (var at = 0; at < 20_000; at++)
        {
            var position = RandomEvents.Position(random);
            EventPosition.TryParse(position.ToString(), out var read).ShouldBeTrue(position.ToString());
            read.ShouldBe(position);
        }
    }

    [Fact]
    public void What_is_read_is_written_as_it_was()
    {
        var random = new Random(2);
        var read = 0;
        for (var at = 0; at < 50_000; at++)
        {
            var text = Encoding.Latin1.GetString(RandomEvents.Mutated(random, Encoding.ASCII.GetBytes(RandomEvents.Position(random).ToString())));
            if (!EventPosition.TryParse(text, out var position))
                continue;
            read++;
            position.ToString().ShouldBe(text);
        }

        read.ShouldBeGreaterThan(1000);
    }
}
