using System.Net;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>What browsers and caches are told of a changed page, and what the app is asked where they have one.</summary>
public sealed class PageCacheTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_head_says_of_the_apps_bytes_goes_and_what_it_depends_on_is_told(bool http2App)
    {
        const string Said = "ETag: \"x\"|Last-Modified: Sat, 01 Jan 2022 00:00:00 GMT|Accept-Ranges: bytes|Content-MD5: a|Digest: a=b|Content-Digest: a=:b:|Repr-Digest: a=:b:|Vary: Accept-Encoding|X-Other: y";
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, Said, length: true), http2App);
        using var answer = await rig.AskAsync();
        foreach (var name in new[] { "Last-Modified", "Accept-Ranges", "Content-MD5", "Digest", "Content-Digest", "Repr-Digest" })
            PageRig.Header(answer, name).ShouldBeEmpty(name);
        PageRig.Header(answer, "ETag").ShouldBe($"W/\"x.wl{EmbeddedScript.Carry.Hash}s\"");
        PageRig.Header(answer, "Vary").ShouldBe("Accept-Encoding, Sec-Fetch-Dest, X-Requested-With");
        PageRig.Header(answer, "X-Other").ShouldBe("y");
        using var head = await rig.AskAsync(method: HttpMethod.Head);
        PageRig.Header(head, "ETag").ShouldBe($"W/\"x.wl{EmbeddedScript.Carry.Hash}s\"");
        PageRig.Header(head, "Last-Modified").ShouldBeEmpty();
        head.Content.Headers.ContentLength.ShouldNotBe(PageAnswer.Page.Length);
        using var unchanged = await rig.AskAsync([("Sec-Fetch-Dest", "empty")]);
        PageRig.Header(unchanged, "ETag").ShouldBe("\"x\"");
        PageRig.Header(unchanged, "Vary").ShouldBe("Accept-Encoding, Sec-Fetch-Dest, X-Requested-With");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_that_has_the_changed_page_is_told_that_it_is_still_the_same(bool http2App)
    {
        await using var rig = await PageRig.StartAsync(
            context =>
            {
                var isSame = context.Request.Headers.IfNoneMatch == "\"x\"";
                context.Response.Headers.ETag = "\"x\"";
                context.Response.Headers.ContentSecurityPolicy = "script-src 'none'";
                context.Response.StatusCode = isSame ? 304 : 200;
                return isSame ? Task.CompletedTask : PageAnswer.SendAsync(context, PageAnswer.Page, length: true);
            }, http2App);
        using var first = await rig.AskAsync();
        var tag = PageRig.Header(first, "ETag");
        using var again = await rig.AskAsync([("If-None-Match", $"{tag}, \"y\"")]);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        PageRig.Header(again, "ETag").ShouldBe(tag);
        PageRig.Header(again, "Content-Security-Policy").ShouldBe(PageRig.Header(first, "Content-Security-Policy"));
        rig.App.Seen.Last()["If-None-Match"].ShouldBe("\"x\"");
    }

    // What the app says of its page, of what is still the same, and what a browser has then. nginx weakens the tag of what it packs, and not that of a 304.
    [Theory]
    [InlineData("W/\"x\"", "\"x\"", "s")]
    [InlineData("\"x\"", "W/\"x\"", "w")]
    [InlineData("W/\"x\"", "W/\"x\"", "w")]
    [InlineData("\"x\"", null, null)]
    public async Task What_is_still_the_same_keeps_letting_the_script_through_however_its_tag_is_written(string tag, string? same, string? mark)
    {
        foreach (var http2App in new[] { false, true })
        {
            await using var rig = await PageRig.StartAsync(
                context =>
                {
                    var isSame = context.Request.Headers.IfNoneMatch == tag;
                    context.Response.Headers.ETag = isSame ? same : tag;
                    context.Response.Headers.ContentSecurityPolicy = "script-src 'none'";
                    context.Response.StatusCode = isSame ? 304 : 200;
                    return isSame ? Task.CompletedTask : PageAnswer.SendAsync(context, PageAnswer.Page, length: true);
                }, http2App);
            using var first = await rig.AskAsync();
            using var again = await rig.AskAsync([("If-None-Match", PageRig.Header(first, "ETag"))]);
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            PageRig.Header(again, "Content-Security-Policy").ShouldBe(PageRig.Header(first, "Content-Security-Policy"));
            PageRig.Header(again, "ETag").ShouldBe(mark is null ? "" : $"W/\"x.wl{EmbeddedScript.Carry.Hash}{mark}\"");
        }
    }

    // A client that does not say what it loads asks by our tag and by one that it has from elsewhere. What the app says of the one is still the same, and whether that is our page.
    [Theory]
    [InlineData("\"x\"", true)]
    [InlineData("\"y\"", false)]
    [InlineData(null, false)]
    public async Task Of_several_pages_that_a_client_has_only_ours_is_changed(string? same, bool isOurs)
    {
        await using var rig = await PageRig.StartAsync(context =>
        {
            context.Response.StatusCode = 304;
            context.Response.Headers.ETag = same;
            context.Response.Headers.ContentSecurityPolicy = "script-src 'none'";
            return Task.CompletedTask;
        });
        var ours = $"W/\"x.wl{EmbeddedScript.Carry.Hash}s\"";
        using var answer = await rig.AskAsync([("Sec-Fetch-Dest", ""), ("Accept", "*/*"), ("If-None-Match", $"{ours}, \"y\"")]);
        rig.App.Seen.Single()["If-None-Match"].ShouldBe("\"x\", \"y\"");
        PageRig.Header(answer, "ETag").ShouldBe(isOurs ? ours : same ?? "");
        PageRig.Header(answer, "Content-Security-Policy").ShouldBe($"script-src {(isOurs ? $"'{EmbeddedScript.Carry.Integrity}'" : "'none'")}");
    }

    [Fact]
    public async Task What_a_client_asks_for_by_date_alone_is_still_the_apps_own_page()
    {
        await using var rig = await PageRig.StartAsync(context =>
        {
            context.Response.StatusCode = 304;
            context.Response.Headers.ContentSecurityPolicy = "script-src 'none'";
            return Task.CompletedTask;
        });
        using var answer = await rig.AskAsync([("Sec-Fetch-Dest", ""), ("Accept", "*/*"), ("If-Modified-Since", "Sat, 01 Jan 2022 00:00:00 GMT")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        PageRig.Header(answer, "Content-Security-Policy").ShouldBe("script-src 'none'");
    }

    [Fact]
    public async Task Tags_on_several_lines_are_asked_for_all()
    {
        await using var app = new RecordingApp(_ => new AppAnswer("HTTP/1.1 304 Not Modified\r\n\r\n", AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        var mark = $".wl{EmbeddedScript.Carry.Hash}s";
        await Served.StatusAsync(gateway.Urls[0], $"GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\nIf-None-Match: W/\"x{mark}\"\r\nIf-None-Match: W/\"y{mark}\"\r\n\r\n");
        app.Seen.Single().ShouldContain("If-None-Match: \"x\", \"y\"\r\n");
    }

    [Fact]
    public async Task What_is_still_the_same_is_so_however_its_page_was_packed()
    {
        await using var rig = await PageRig.StartAsync(context =>
        {
            context.Response.StatusCode = 304;
            context.Response.Headers.ETag = "\"x\"";
            context.Response.Headers.ContentEncoding = "zstd";
            return Task.CompletedTask;
        });
        var ours = $"W/\"x.wl{EmbeddedScript.Carry.Hash}s\"";
        using var answer = await rig.AskAsync([("If-None-Match", ours)]);
        PageRig.Header(answer, "ETag").ShouldBe(ours);
    }

    [Fact]
    public async Task What_is_no_page_any_more_is_left_as_it_is_though_its_tag_is_the_same()
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, "text", "Content-Type: text/plain|ETag: \"x\""));
        using var answer = await rig.AskAsync([("If-None-Match", $"W/\"x.wl{EmbeddedScript.Carry.Hash}s\"")]);
        PageRig.Header(answer, "ETag").ShouldBe("\"x\"");
        PageRig.Header(answer, "Vary").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("If-None-Match: \"x\"")]
    [InlineData("If-None-Match: W/\"x.wl0123456789abcdefs\"")]
    [InlineData("If-None-Match: *")]
    [InlineData("If-Modified-Since: Sat, 01 Jan 2022 00:00:00 GMT")]
    [InlineData("Sec-Fetch-Dest:|If-None-Match: \"x\"")]
    [InlineData("Accept: */*|If-None-Match: \"x\"|If-Modified-Since: Sat, 01 Jan 2022 00:00:00 GMT")]
    [InlineData("Sec-Fetch-Dest:|Accept: TEXT/HTML|If-None-Match: \"x\"")]
    public async Task A_page_kept_from_before_is_asked_for_anew(string asked)
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page));
        using var answer = await rig.AskAsync(PageAnswer.Fields(asked));
        var seen = rig.App.Seen.Single();
        seen.ContainsKey("If-None-Match").ShouldBeFalse();
        seen.ContainsKey("If-Modified-Since").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Sec-Fetch-Dest: empty")]
    [InlineData("Sec-Fetch-Dest: image")]
    [InlineData("Sec-Fetch-Dest:|Accept: application/json")]
    public async Task What_is_no_page_is_asked_for_as_the_browser_did(string asked)
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, "{}", "Content-Type: application/json"));
        using var answer = await rig.AskAsync([.. PageAnswer.Fields(asked), ("If-None-Match", "\"x\""), ("If-Modified-Since", "Sat, 01 Jan 2022 00:00:00 GMT")]);
        var seen = rig.App.Seen.Single();
        seen["If-None-Match"].ShouldBe("\"x\"");
        seen.ShouldContainKey("If-Modified-Since");
        seen["Accept-Encoding"].ShouldBe("gzip, deflate, br, zstd");
        PageRig.Header(answer, "Vary").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("*", "*")]
    [InlineData("sec-fetch-dest, Cookie", "sec-fetch-dest, Cookie, X-Requested-With")]
    public async Task What_an_answer_depends_on_is_told_once(string said, string vary)
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, $"Vary: {said}"));
        using var answer = await rig.AskAsync();
        PageRig.Header(answer, "Vary").ShouldBe(vary);
    }
}
