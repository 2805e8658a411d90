using System.Text;
using Wayleave.Protocol.Events;

namespace Wayleave.Protocol.Tests.Events;

public sealed class EventPayloadTests
{
    [Theory]
    [InlineData("{}", PayloadKind.JsonObject)]
    [InlineData(" \r\n{\"a\":{}} \t", PayloadKind.JsonObject)]
    [InlineData("{\"a\":1,\"a\":1e999}", PayloadKind.JsonObject)]
    [InlineData("[{}]", PayloadKind.Json)]
    [InlineData("12345678901234567890", PayloadKind.Json)]
    [InlineData("\"{}\"", PayloadKind.Json)]
    [InlineData("null", PayloadKind.Json)]
    [InlineData("", PayloadKind.Text)]
    [InlineData(" ", PayloadKind.Text)]
    [InlineData("hello", PayloadKind.Text)]
    [InlineData("{}{}", PayloadKind.Text)]
    [InlineData("{\"a\":1", PayloadKind.Text)]
    [InlineData("{'a':1}", PayloadKind.Text)]
    [InlineData("{\"a\":1,}", PayloadKind.Text)]
    [InlineData("\uFEFF{}", PayloadKind.Text)]
    [InlineData("NaN", PayloadKind.Text)]
    public void What_bytes_are_is_read_from_them(string text, PayloadKind expected) => EventPayload.Of(Encoding.UTF8.GetBytes(text)).Kind.ShouldBe(expected);

    [Theory]
    [InlineData("FF")]
    [InlineData("7B2261223A22FF227D")] // {"a":"\xFF"}: JSON to a reader that does not look into strings
    [InlineData("EDA080")] // half of a surrogate pair
    public void What_is_no_UTF_8_is_binary(string hex) => EventPayload.Of(Convert.FromHexString(hex)).Kind.ShouldBe(PayloadKind.Binary);

    [Fact]
    public void Nesting_beyond_the_limit_is_text()
    {
        EventPayload.Of(Nested(EventPayload.MaxDepth)).Kind.ShouldBe(PayloadKind.Json);
        EventPayload.Of(Nested(EventPayload.MaxDepth + 1)).Kind.ShouldBe(PayloadKind.Text);

        static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
    }
}
