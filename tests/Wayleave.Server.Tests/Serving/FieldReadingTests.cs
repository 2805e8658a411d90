using System.Text;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tests.Serving;

public sealed class FieldReadingTests
{
    [Theory]
    [InlineData("keep-alive", "keep-alive")]
    [InlineData("Keep-Alive", "Keep-Alive")]
    [InlineData("close", "close")]
    [InlineData("upgrade", "upgrade")]
    [InlineData("x", "x")]
    [InlineData("keep-alive, x", "x")]
    [InlineData("x ,\tKEEP-ALIVE\t, y", "x, y")]
    [InlineData("close, x", "close, x, keep-alive")]
    [InlineData("x, Upgrade\t", "x, Upgrade, keep-alive")]
    [InlineData("close, keep-alive", "close, keep-alive")]
    [InlineData("keep-alive, Keep-Alive", "keep-alive, Keep-Alive")]
    [InlineData(",, x ,", "x")]
    [InlineData(",", "")]
    [InlineData("", "")]
    public void Connection_is_read_so_that_all_that_it_names_is_shown(string value, string shown) => Read("Connection", value).ShouldBe(shown);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("00000000000000000005", "x")]
    [InlineData("+5", "x")]
    [InlineData("-0", "x")]
    [InlineData("5 5", "x")]
    [InlineData("5\0", "x")]
    [InlineData("\u00B2", "x")]
    [InlineData("", "x")]
    public void A_length_is_digits_or_nothing_that_is_a_number(string value, string shown) => Read("Content-Length", value).ShouldBe(shown);

    [Fact]
    public void Any_other_value_is_read_byte_for_byte() => Read("X", "a\u00FF, keep-alive").ShouldBe("a\u00FF, keep-alive");

    // As Kestrel calls it; and again, since it compares what it has read with the bytes of the next request.
    private static string Read(string name, string value)
    {
        var encoding = FieldReading.Of(name);
        var shown = encoding.GetString(Encoding.Latin1.GetBytes(value));
        encoding.GetString(Encoding.Latin1.GetBytes(shown)).ShouldBe(shown);
        return shown;
    }
}
