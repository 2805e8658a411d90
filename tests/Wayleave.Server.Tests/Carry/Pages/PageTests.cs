using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>Pages on their way through a route that carries: which get the tag, and what else of them is changed.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData(false, "1.0")]
    [InlineData(false, "1.1")]
    [InlineData(false, "2.0")]
    [InlineData(true, "1.0")]
    [InlineData(true, "1.1")]
    [InlineData(true, "2.0")]
    public async Task A_page_gets_the_tag_first_in_its_head_and_stays_the_same_otherwise(bool http2App, string version)
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, length: true), http2App);
        using var answer = await rig.AskAsync(version: Version.Parse(version));
        (await answer.Content.ReadAsStringAsync()).ShouldBe(PageAnswer.Changed);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Content.Headers.ContentLength.ShouldBe(PageAnswer.Changed.Length);
    }

    // What the browser says, what the app says, and whether the page is changed.
    [Theory]
    [InlineData("Sec-Fetch-Dest: iframe", "", true)]
    [InlineData("Sec-Fetch-Dest: frame", "", true)]
    [InlineData("Sec-Fetch-Dest: object", "", true)]
    [InlineData("Sec-Fetch-Dest: embed", "", true)]
    [InlineData("Sec-Fetch-Dest: empty", "", false)]
    [InlineData("Sec-Fetch-Dest: script", "", false)]
    [InlineData("Sec-Fetch-Dest:", "", true)]
    [InlineData("Sec-Fetch-Dest:|Accept: */*", "", true)]
    [InlineData("Sec-Fetch-Dest:|X-Requested-With: XMLHttpRequest", "", false)]
    [InlineData("X-Requested-With: com.app.webview", "", true)]
    [InlineData("Cache-Control: no-transform", "", false)]
    [InlineData("", "Cache-Control: public, No-Transform", false)]
    [InlineData("", "Content-Type: TEXT/HTML;charset=\"UTF-8\"", true)]
    [InlineData("", "Content-Type: text/html; charset=windows-1252", true)]
    [InlineData("", "Content-Type: text/html; charset=utf-16le", false)]
    [InlineData("", "Content-Type: text/html; Charset=\"UTF-32\"", false)]
    [InlineData("", "Content-Type: application/xhtml+xml", false)]
    [InlineData("", "Content-Type: text/plain", false)]
    [InlineData("", "Content-Type: text/htmlx", false)]
    [InlineData("", "Content-Type:", false)]
    [InlineData("", "Content-Encoding: identity", true)]
    [InlineData("", "Content-Encoding: zstd", false)]
    [InlineData("", "Content-Encoding: deflate", false)]
    [InlineData("", "Content-Encoding: gzip, br", false)]
    [InlineData("", "Content-Encoding: gzip", false)]
    [InlineData("", "Content-Encoding: br", false)]
    [InlineData("", "Content-Disposition: attachment; filename=a.html", false)]
    [InlineData("", "Content-Disposition: inline", true)]
    [InlineData("", "Content-Security-Policy: sandbox allow-forms", false)]
    [InlineData("", ":status: 206|Content-Range: bytes 0-9/10", false)]
    [InlineData("", ":status: 203", true)]
    [InlineData("", ":status: 404", false)]
    [InlineData("", ":status: 302|Location: /x", false)]
    public async Task Only_a_whole_page_for_a_page_is_changed(string asked, string said, bool isChanged)
    {
        foreach (var http2App in new[] { false, true })
        {
            await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, said, length: true), http2App);
            using var answer = await rig.AskAsync(PageAnswer.Fields(asked));
            Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync()).ShouldBe(isChanged ? PageAnswer.Changed : PageAnswer.Page);
            answer.Content.Headers.ContentLength.ShouldBe(isChanged ? PageAnswer.Changed.Length : PageAnswer.Page.Length);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fragment_is_left_as_it_is_with_its_length_and_tag_where_the_browser_does_not_say_what_it_loads(bool http2App)
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, "<p>part</p>", "ETag: \"x\"|Last-Modified: Sat, 01 Jan 2022 00:00:00 GMT", length: true), http2App);
        using var answer = await rig.AskAsync([("Sec-Fetch-Dest", "")]);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("<p>part</p>");
        answer.Content.Headers.ContentLength.ShouldBe(11);
        PageRig.Header(answer, "ETag").ShouldBe("\"x\"");
        PageRig.Header(answer, "Last-Modified").ShouldNotBeEmpty();
        using var shown = await rig.AskAsync();
        (await shown.Content.ReadAsStringAsync()).ShouldBe(PageRig.Tag + "<p>part</p>");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_policy_lets_the_script_through(bool http2App)
    {
        const string Said = "Content-Security-Policy: script-src 'nonce-abc'|Content-Security-Policy: default-src 'none'; connect-src wss:|Content-Security-Policy-Report-Only: script-src 'none'";
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, Said), http2App);
        using var answer = await rig.AskAsync();
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(
            ["script-src 'nonce-abc'", $"default-src 'none'; connect-src wss: 'self'; script-src '{EmbeddedScript.Carry.Integrity}'"]);
        answer.Headers.GetValues("Content-Security-Policy-Report-Only").ShouldBe(["script-src 'none'"]);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(
            $"<head><script src=\"?wayleave=script.{EmbeddedScript.Carry.Hash}\" nonce=\"abc\" integrity=\"{EmbeddedScript.Carry.Integrity}\"></script>");
    }

    // What the browser asked for, as a trusted hop says, a source, and whether it lets the page's own script through.
    [Theory]
    [InlineData("http", "a.test", "http://a.test", true)]
    [InlineData("http", "a.test", "https:", false)]
    [InlineData("http", "a.test:8080", "a.test:8080", true)]
    [InlineData("http", "a.test:8080", "a.test", false)]
    [InlineData("http", "a.test", "b.test", false)]
    [InlineData("https", "a.test", "https:", true)]
    [InlineData("https", "a.test:8443", "https://a.test:8443", true)]
    public async Task A_policy_that_names_the_pages_own_host_as_the_browser_knows_it_needs_nothing_more(string scheme, string host, string source, bool isEnough)
    {
        await using var app = new RecordingApp(_ => new AppAnswer(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Security-Policy: script-src {source}\r\nContent-Length: 6\r\n\r\n<head>", AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync(
            [app.Url], settings => settings with { Trust = new TrustSettings { Networks = [IPNetwork.Parse("127.0.0.0/8")] } },
            route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        var answer = await Served.AskAsync(
            gateway.Urls[0], $"GET / HTTP/1.1\r\nHost: gateway.internal\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: {scheme}\r\nX-Forwarded-Host: {host}\r\nSec-Fetch-Dest: document\r\n\r\n");
        answer.ShouldNotBeNull().Head.Headers.First("Content-Security-Policy").ShouldBe($"script-src {source}{(isEnough ? "" : $" '{EmbeddedScript.Carry.Integrity}'")}");
    }

    [Fact]
    public async Task Where_all_scripts_need_a_hash_the_tag_has_one()
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, "Integrity-Policy: blocked-destinations=(script)"));
        using var answer = await rig.AskAsync();
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\" integrity=\"{EmbeddedScript.Carry.Integrity}\" crossorigin></script>");
    }

    [Fact]
    public async Task A_page_is_told_of_a_badge_and_is_another_page_with_one()
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, "ETag: \"x\""), carry: new CarrySettings { Mode = CarryMode.Auto, Badge = true });
        using var answer = await rig.AskAsync();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\" data-badge></script>");
        PageRig.Header(answer, "ETag").ShouldBe($"W/\"x.wl{EmbeddedScript.Carry.Hash}bs\"");
    }

    [Theory]
    [InlineData(CarryMode.Off)]
    [InlineData(CarryMode.Script)]
    public async Task Without_auto_pages_pass_as_they_are(CarryMode mode)
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, "ETag: \"x\"", length: true), carry: new CarrySettings { Mode = mode });
        using var answer = await rig.AskAsync([("If-None-Match", "\"y\"")]);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(PageAnswer.Page);
        PageRig.Header(answer, "Vary").ShouldBeEmpty();
        rig.App.Seen.Single()["If-None-Match"].ShouldBe("\"y\"");
        rig.App.Seen.Single()["Accept-Encoding"].ShouldBe("gzip, deflate, br, zstd");
    }

    [Fact]
    public async Task That_a_page_may_not_be_changed_is_told_once()
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page, "Cache-Control: no-transform"));
        for (var i = 0; i < 3; i++)
            (await rig.AskAsync()).Dispose();
        await rig.Gateway.DisposeAsync();
        rig.Log.ToString().Split('\n').Count(line => line.Contains("no-transform", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task That_a_page_may_not_be_changed_is_told_of_each_route()
    {
        await using var app = new RecordingApp(_ => new AppAnswer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-transform\r\nContent-Length: 6\r\n\r\n<head>", AppThen.NextRequest));
        var log = new StringWriter();
        await using var gateway = await Served.BeforeAsync(
            [app.Url],
            settings => settings with { Routes = [settings.Routes[0], settings.Routes[0] with { Name = "/b", Path = "/b" }] },
            route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } },
            new GatewayOptions { Log = TextWriter.Synchronized(log) });
        foreach (var path in new[] { "/", "/b" })
            await Served.StatusAsync(gateway.Urls[0], $"GET {path} HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\n\r\n");
        await gateway.DisposeAsync();
        log.ToString().ShouldContain("pages of route / say Cache-Control: no-transform");
        log.ToString().ShouldContain("pages of route /b say Cache-Control: no-transform");
    }

    [Theory]
    [InlineData("<html><head>", true)]
    [InlineData("<html", true)]
    [InlineData("<html><head>", false)]
    public async Task A_page_that_is_cut_does_not_look_whole(string begun, bool isChunked)
    {
        var framing = isChunked ? $"Transfer-Encoding: chunked\r\n\r\n{begun.Length:x}\r\n{begun}\r\n" : $"Content-Length: 100\r\n\r\n{begun}";
        await using var app = new RecordingApp(_ => new AppAnswer($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{framing}", AppThen.Close));
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\n\r\n");
        (await client.RestAsync()).ShouldNotEndWith("0\r\n\r\n");
    }

    [Fact]
    public async Task A_page_of_an_app_over_HTTP_2_that_is_cut_before_anything_has_gone_out_is_an_error_of_the_gateways()
    {
        await using var rig = await PageRig.StartAsync(
            async context =>
            {
                await PageAnswer.SendAsync(context, "<html");
                await context.Response.Body.FlushAsync();
                context.Abort();
            }, http2: true);
        using var answer = await rig.AskAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<html");
    }

    [Fact]
    public async Task A_page_of_an_app_over_HTTP_2_that_is_cut_later_does_not_look_whole()
    {
        using var read = new SemaphoreSlim(0);
        await using var rig = await PageRig.StartAsync(
            async context =>
            {
                await PageAnswer.SendAsync(context, "<html><head>");
                await context.Response.Body.FlushAsync();
                await read.WaitAsync(RawClient.Bound);
                context.Abort();
            }, http2: true);
        using var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\n\r\n");
        while (!(await client.ReadAsync(1)).EndsWith('>'))
        {
        }

        read.Release();
        (await client.RestAsync()).ShouldNotEndWith("0\r\n\r\n");
    }

    [Fact]
    public async Task A_page_that_answers_a_form_is_changed_too_and_one_that_answers_another_method_is_not()
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page));
        using var posted = await rig.AskAsync(method: HttpMethod.Post);
        (await posted.Content.ReadAsStringAsync()).ShouldBe(PageAnswer.Changed);
        using var put = await rig.AskAsync(method: HttpMethod.Put);
        (await put.Content.ReadAsStringAsync()).ShouldBe(PageAnswer.Page);
    }

    [Fact]
    public async Task Trailers_follow_a_changed_page_but_for_digests_of_the_apps_bytes()
    {
        await using var app = new RecordingApp(_ => new AppAnswer(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n6\r\n<head>\r\n0\r\nX-Sum: a\r\nRepr-Digest: a=:b:\r\nETag: \"x\"\r\n\r\n", AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n");
        var rest = await client.RestAsync();
        rest.ShouldContain("\r\nTrailer: X-Sum\r\n");
        rest.ShouldEndWith($"<head>{PageRig.Tag}\r\n0\r\nX-Sum: a\r\n\r\n");
    }

    [Fact]
    public async Task Trailers_of_a_page_that_is_left_as_it_is_stay_too()
    {
        await using var app = new RecordingApp(_ => new AppAnswer(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\0\r\n0\r\nX-Sum: a\r\nRepr-Digest: a=:b:\r\n\r\n", AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n");
        (await client.RestAsync()).ShouldEndWith("\0\r\n0\r\nX-Sum: a\r\nRepr-Digest: a=:b:\r\n\r\n");
    }

    [Fact]
    public async Task Trailers_that_an_app_over_HTTP_2_announces_are_announced_and_follow_its_page()
    {
        await using var rig = await PageRig.StartAsync(
            async context =>
            {
                context.Response.DeclareTrailer("X-Sum");
                await PageAnswer.SendAsync(context, PageAnswer.Page);
                context.Response.AppendTrailer("X-Sum", "a");
            }, http2: true);
        using var client = await RawClient.ConnectAsync(rig.Gateway.Urls[0]);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n");
        var rest = await client.RestAsync();
        rest.ShouldContain("\r\nTrailer: X-Sum\r\n");
        rest.ShouldEndWith("\r\n0\r\nX-Sum: a\r\n\r\n");
    }

    [Theory]
    [InlineData("<head>", null, "chunked")]
    [InlineData("\0<head>", "7", null)]
    public async Task The_length_is_told_of_a_page_that_is_left_as_it_is_and_not_of_a_changed_one(string page, string? length, string? coding)
    {
        await using var app = new RecordingApp(_ => new AppAnswer($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\n\r\n{page}", AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        var head = (await Served.AskAsync(gateway.Urls[0], "GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\n\r\n")).ShouldNotBeNull().Head;
        head.Headers.First("Content-Length").ShouldBe(length);
        head.Headers.First("Transfer-Encoding").ShouldBe(coding);
    }
}
