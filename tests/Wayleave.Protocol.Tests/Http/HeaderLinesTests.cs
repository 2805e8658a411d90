using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Tests.Http;

public sealed class HeaderLinesTests
{
    private static readonly HeaderLines s_lines = [new("Connection", "keep-alive, Upgrade"), new("A", "1"), new("connection", "x")];

    [Theory]
    [InlineData("upgrade", true)]
    [InlineData("X", true)]
    [InlineData("keep", false)]
    public void A_token_is_found_on_any_line_whatever_its_case(string token, bool expected) =>
        s_lines.HasToken("CONNECTION", token).ShouldBe(expected);

    [Fact]
    public void Set_leaves_one_line_in_the_place_of_the_first() =>
        s_lines.Set("Connection", "close").ShouldBe<HeaderLines>([new("Connection", "close"), new("A", "1")]);

    [Fact]
    public void Set_appends_what_was_not_there() =>
        s_lines.Without("connection").Set("B", "2").ShouldBe<HeaderLines>([new("A", "1"), new("B", "2")]);

    [Fact]
    public void First_and_All_follow_the_order()
    {
        s_lines.First("connection").ShouldBe("keep-alive, Upgrade");
        s_lines.All("Connection").ShouldBe(["keep-alive, Upgrade", "x"]);
        s_lines.First("missing").ShouldBeNull();
    }
}
