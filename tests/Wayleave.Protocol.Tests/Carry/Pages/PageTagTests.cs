using Wayleave.Protocol.Carry.Pages;

namespace Wayleave.Protocol.Tests.Carry.Pages;

public sealed class PageTagTests
{
    [Theory]
    [InlineData("\"a\"", "W/\"a.wl1fs\"")]
    [InlineData("W/\"a\"", "W/\"a.wl1fw\"")]
    [InlineData("\"\"", "W/\".wl1fs\"")]
    [InlineData("\"a,b\"", "W/\"a,b.wl1fs\"")]
    public void A_mark_makes_it_another_one_and_is_taken_off_again(string tag, string marked)
    {
        PageTag.Mark(tag, "1f").ShouldBe(marked);
        PageTag.Unmark(marked, "1f").ShouldBe(tag);
        PageTag.Unmark(marked[2..], "1f").ShouldBe(tag);
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("W/\"a\"")]
    [InlineData("W/\"a.wl2es\"")]
    [InlineData("W/\"a.wl1fx\"")]
    [InlineData("a.wl1fs\"")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("W/")]
    [InlineData(".wl1fs\"")]
    public void A_tag_of_something_else_has_none_to_take_off(string tag) => PageTag.Unmark(tag, "1f").ShouldBeNull();

    [Theory]
    [InlineData("\"a\"", "\"a\"", true)]
    [InlineData("W/\"a\"", "\"a\"", true)]
    [InlineData("\"a\"", "W/\"a\"", true)]
    [InlineData("W/\"a\"", "W/\"a\"", true)]
    [InlineData("\"a\"", "\"A\"", false)]
    [InlineData("W/\"a\"", "w/\"a\"", false)]
    public void Two_tags_are_compared_weakly(string one, string other, bool areSame) => PageTag.AreSame(one, other).ShouldBe(areSame);

    [Theory]
    [InlineData("a")]
    [InlineData("\"")]
    [InlineData("\"a")]
    [InlineData("\"a\"b\"")]
    [InlineData("a\"")]
    [InlineData("W/a\"")]
    [InlineData("w/\"a\"")]
    [InlineData("")]
    public void What_is_no_tag_cannot_be_marked(string tag) => PageTag.Mark(tag, "1f").ShouldBeNull();

    [Theory]
    [InlineData("\"a\", W/\"b,c\" ,,*", "\"a\"|W/\"b,c\"|*")]
    [InlineData("", "")]
    [InlineData("\"a", "\"a")]
    public void A_list_is_split_at_commas_that_stand_in_no_tag(string list, string tags) => string.Join('|', PageTag.Split(list)).ShouldBe(tags);
}
