using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Wayleave.Protocol.Carry.Pages;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry.Pages;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>The head of an answer: whether it is a page's, and what of it is changed.</summary>
public sealed class PageHeadTests
{
    [Theory]
    [InlineData("text/html", true)]
    [InlineData("text/html ; charset=utf-8", true)]
    [InlineData("text/html; charset=", true)]
    [InlineData("text/html; charset=iso-8859-1", true)]
    [InlineData("text/html; charset=shift_jis; x=utf-16", true)]
    [InlineData("text/html; charset=utf-16", false)]
    [InlineData("text/html; charset=UTF-16LE", false)]
    [InlineData("text/html; charset=utf-16be", false)]
    [InlineData("text/html; charset=utf-32", false)]
    [InlineData("text/html; charset=utf-32le", false)]
    [InlineData("text/html; charset=utf-32be", false)]
    [InlineData("text/html; charset=ucs-2", false)]
    [InlineData("text/html; charset=iso-10646-ucs-2", false)]
    [InlineData("text/html; charset=csUnicode", false)]
    [InlineData("text/html; charset=unicode", false)]
    [InlineData("text/html; charset=unicodefeff", false)]
    [InlineData("text/html; charset=unicodefffe", false)]
    [InlineData("text/html; charset=utf-7", false)]
    [InlineData("text/html; x=y ;CHARSET='utf-16'", false)]
    [InlineData("text/html; charset=\" utf-16 \"", false)]
    public void A_page_is_text_of_HTML_in_characters_that_are_written_as_ASCII_is(string type, bool isPage) =>
        PageHead.IsPage(Answer(answer => answer.ContentType = type)).ShouldBe(isPage);

    [Fact]
    public void What_names_two_types_is_no_page() =>
        PageHead.IsPage(Answer(answer => answer.Headers.ContentType = new StringValues(["text/html", "text/plain"]))).ShouldBeFalse();

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(204, false)]
    [InlineData(205, false)]
    [InlineData(206, false)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(304, false)]
    public void A_page_is_a_whole_answer_that_says_yes(int status, bool isPage) =>
        PageHead.IsPage(Answer(answer => answer.StatusCode = status)).ShouldBe(isPage);

    [Theory]
    [InlineData("Attachment", false)]
    [InlineData(" attachment; filename=\"a.html\"", false)]
    [InlineData("inline|attachment", false)]
    [InlineData("inline; filename=attachment", true)]
    public void What_is_to_be_saved_is_no_page(string dispositions, bool isPage) =>
        PageHead.IsPage(Answer(answer => answer.Headers.ContentDisposition = dispositions.Split('|'))).ShouldBe(isPage);

    [Theory]
    [InlineData("private", false)]
    [InlineData("private|max-age=1, No-Transform", true)]
    [InlineData("x-no-transform", false)]
    public void Nobody_may_change_what_says_no_transform_on_any_line(string lines, bool isForbidden) =>
        PageHead.ForbidsChange(Answer(answer => answer.Headers.CacheControl = lines.Split('|'))).ShouldBe(isForbidden);

    [Theory]
    [InlineData("\"a\"", "W/\"a.wlVs\"")]
    [InlineData("W/\"a\"", "W/\"a.wlVw\"")]
    // What is no entity tag cannot be marked, and would be taken for that of the app's page.
    [InlineData("a", "")]
    [InlineData("", "")]
    public void The_tag_is_marked_or_goes(string tag, string marked)
    {
        var settings = new CarrySettings { Mode = CarryMode.Auto };
        var answer = Answer(answer => answer.Headers.ETag = tag.Length == 0 ? StringValues.Empty : tag);
        new PageHead(settings, new PolicyChange([], null, false)).Apply(answer);
        answer.Headers.ETag.ToString().ShouldBe(marked.Replace("V", PageHead.VersionOf(settings), StringComparison.Ordinal));
    }

    [Fact]
    public void The_length_of_the_apps_page_goes()
    {
        var answer = Answer(answer => answer.ContentLength = 10);
        new PageHead(new CarrySettings { Mode = CarryMode.Auto }, new PolicyChange([], null, false)).Apply(answer);
        answer.ContentLength.ShouldBeNull();
    }

    [Fact]
    public void Trailers_about_the_apps_bytes_go_however_they_are_written()
    {
        HeaderLines trailers = [new("repr-digest", "a"), new("DIGEST", "b"), new("etag", "\"c\""), new("Server-Timing", "d")];
        PageHead.Trailers(trailers).Select(line => line.Name).ShouldBe(["Server-Timing"]);
    }

    private static HttpResponse Answer(Action<HttpResponse> says)
    {
        var answer = new DefaultHttpContext().Response;
        (answer.StatusCode, answer.ContentType) = (200, "text/html");
        says(answer);
        return answer;
    }
}
