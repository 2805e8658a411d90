using Wayleave.Protocol.Tickets;

namespace Wayleave.Protocol.Tests.Tickets;

public sealed class QueryPartTests
{
    [Theory]
    [InlineData("/ws", "/ws", "")]
    [InlineData("/ws?", "/ws?", "")]
    [InlineData("/ws?ticket=a", "/ws", "a")]
    [InlineData("/ws?a=1&ticket=x%2By&b=%41", "/ws?a=1&b=%41", "x+y")]
    [InlineData("/ws?ticket=a&ticket=b&t=1", "/ws?t=1", "a,b")]
    [InlineData("/ws?%74icket=a&c", "/ws?c", "a")]
    [InlineData("/ws?ticket", "/ws", "")]
    [InlineData("/ws?connection_token=a+b&ticket=c", "/ws", "a b,c")]
    [InlineData("/ticket=a?x=ticket=b", "/ticket=a?x=ticket=b", "")]
    [InlineData("/ws?ticket=%zz&a=%", "/ws?a=%", "%zz")]
    public void Parts_of_the_names_are_taken_out_and_the_rest_stays_as_it_is(string target, string left, string values)
    {
        QueryPart.Take(target, ["ticket", "connection_token"], out var taken).ShouldBe(left);
        string.Join(',', taken).ShouldBe(values);
    }
}
