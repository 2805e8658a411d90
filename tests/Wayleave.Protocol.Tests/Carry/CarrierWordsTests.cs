using System.Text;
using Wayleave.Protocol.Carry;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class CarrierWordsTests
{
    private const string Secret = "AAECAwQFBgcICQoLDA0ODw";

    private static CarrierWords? Read(string text) => CarrierWords.Read(Encoding.Latin1.GetBytes(text));

    [Fact]
    public void A_page_s_words_are_read()
    {
        var secret = SessionSecret.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
        Read($"hello {Secret} 0").ShouldBe(new CarrierWords.Hello(secret, 0));
        Read($"hello {Secret} 9007199254740991").ShouldBe(new CarrierWords.Hello(secret, CarryNumber.Max));
        Read("ack 128").ShouldBe(new CarrierWords.Ack(128));
        Read("at 7").ShouldBe(new CarrierWords.At(7));
        Read("beat").ShouldBe(new CarrierWords.Alive());
        Read("leave").ShouldBe(new CarrierWords.Leave());
    }

    [Theory]
    [InlineData("")]
    [InlineData("BEAT")]
    [InlineData("beat ")]
    [InlineData("beat 1")]
    [InlineData("leave 1")]
    [InlineData("end")]
    [InlineData("gone")]
    [InlineData("wait 5")]
    [InlineData("hello " + Secret)]
    [InlineData("hello " + Secret + " 1 2")]
    [InlineData("hello " + Secret + " x")]
    [InlineData("hello " + Secret + "A 1")]
    [InlineData("hello AAECAwQFBgcICQoLDA0OD 1")]
    [InlineData("hello  1")]
    [InlineData("ack")]
    [InlineData("ack ")]
    [InlineData("ack 1 ")]
    [InlineData("ack  1")]
    [InlineData("ack\t1")]
    [InlineData("ack -1")]
    [InlineData("ack +1")]
    [InlineData("ack 1.0")]
    [InlineData("ack 0x1")]
    [InlineData("ack 1\n")]
    [InlineData("ack \u00B2")]
    [InlineData("ack 9007199254740992")]
    [InlineData("ack 99999999999999999999")]
    [InlineData("at")]
    [InlineData("at -1")]
    [InlineData("at 9007199254740992")]
    public void Anything_else_is_nothing_that_a_page_says(string text) => Read(text).ShouldBeNull();

    [Fact]
    public void The_gateway_says_its_words_as_the_protocol_writes_them()
    {
        Encoding.ASCII.GetString(CarrierWords.HelloOf("node-1", 5_000_000_000, TimeSpan.FromSeconds(25), 1_048_576, TimeSpan.FromMinutes(1)))
            .ShouldBe("hello node-1 5000000000 25000 1048576 60000");
        Encoding.ASCII.GetString(CarrierWords.AckOf(5_000_000_000)).ShouldBe("ack 5000000000");
        Encoding.ASCII.GetString(CarrierWords.AtOf(5_000_000_001)).ShouldBe("at 5000000001");
        Encoding.ASCII.GetString(CarrierWords.RefusedOf(403)).ShouldBe("refused 403");
        Encoding.ASCII.GetString(CarrierWords.WaitOf(TimeSpan.FromTicks(20_009_999))).ShouldBe("wait 2000");
        Encoding.ASCII.GetString(CarrierWords.Beat).ShouldBe("beat");
        Encoding.ASCII.GetString(CarrierWords.End).ShouldBe("end");
        Encoding.ASCII.GetString(CarrierWords.Gone).ShouldBe("gone");
    }

    [Fact]
    public void The_longest_words_of_a_page_fit_into_what_is_read_of_it() =>
        $"hello {Secret} {CarryNumber.Max}".Length.ShouldBeLessThanOrEqualTo(CarrierReader.MaxWordsBytes);
}
