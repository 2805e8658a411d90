using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>Pages on their way through a route that carries.</summary>
public sealed class PageTests
{
    private const string Page = "<!doctype html><html><head><title>p</title></head><body>text</body></html>";

    private static readonly string s_changed = Page.Replace("<head>", "<head>" + PageRig.Tag, StringComparison.Ordinal);

    [Theory]
    [InlineData(false, "1.0")]
    [InlineData(false, "1.1")]
    [InlineData(false, "2.0")]
    [InlineData(true, "1.0")]
    [InlineData(true, "1.1")]
    [InlineData(true, "2.0")]
    public async Task A_page_gets_the_tag_first_in_its_head_and_stays_the_same_otherwise(bool http2App, string version)
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, length: true), http2App);
        using var answer = await rig.AskAsync(version: Version.Parse(version));
        (await answer.Content.ReadAsStringAsync()).ShouldBe(s_changed);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Content.Headers.ContentLength.ShouldBe(s_changed.Length);
    }

    [Theory]
    [InlineData(false, "gzip")]
    [InlineData(false, "br")]
    [InlineData(false, "x-gzip")]
    [InlineData(true, "gzip")]
    [InlineData(true, "br")]
    public async Task A_packed_page_is_unpacked_changed_and_packed_again(bool http2App, string encoding)
    {
        var packed = Pack(Encoding.UTF8.GetBytes(Page), encoding);
        await using var rig = await PageRig.StartAsync(
            async context =>
            {
                context.Response.ContentType = "text/html";
                context.Response.Headers.ContentEncoding = encoding;
                context.Response.ContentLength = packed.Length;
                await context.Response.Body.WriteAsync(packed);
            }, http2App);
        using var answer = await rig.AskAsync();
        PageRig.Header(answer, "Content-Encoding").ShouldBe(encoding);
        Encoding.UTF8.GetString(Unpack(await answer.Content.ReadAsByteArrayAsync(), encoding)).ShouldBe(s_changed);
        rig.App.Seen.Single()["Accept-Encoding"].ShouldBe("gzip, br");
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(false, "gzip")]
    [InlineData(false, "br")]
    [InlineData(true, "")]
    [InlineData(true, "gzip")]
    [InlineData(true, "br")]
    public async Task What_streams_goes_on_streaming(bool http2App, string encoding)
    {
        var read = new SemaphoreSlim(0);
        await using var rig = await PageRig.StartAsync(
            async context =>
            {
                context.Response.ContentType = "text/html";
                if (encoding.Length > 0)
                    context.Response.Headers.ContentEncoding = encoding;
                await using var packing = Packing(context.Response.Body, encoding);
                for (var i = 0; i < 5; i++)
                {
                    await packing.WriteAsync(Encoding.UTF8.GetBytes(i == 0 ? "<html><head>" : $"<p>{i}"));
                    await packing.FlushAsync();
                    await context.Response.Body.FlushAsync();
                    (await read.WaitAsync(RawClient.Bound)).ShouldBeTrue();
                }
            }, http2App);
        using var client = new HttpClient { Timeout = RawClient.Bound };
        using var request = new HttpRequestMessage(HttpMethod.Get, rig.Gateway.Urls[0] + "/");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = Unpacking(await answer.Content.ReadAsStreamAsync(), encoding);
        // Each piece must come before the app sends the next one.
        foreach (var piece in new[] { "<html><head>" + PageRig.Tag, "<p>1", "<p>2", "<p>3", "<p>4" })
        {
            var bytes = new byte[piece.Length];
            await body.ReadExactlyAsync(bytes).AsTask().WaitAsync(RawClient.Bound);
            Encoding.UTF8.GetString(bytes).ShouldBe(piece);
            read.Release();
        }

        (await body.ReadAsync(new byte[1]).AsTask().WaitAsync(RawClient.Bound)).ShouldBe(0);
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
            await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, said, length: true), http2App);
            using var answer = await rig.AskAsync(Fields(asked));
            Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync()).ShouldBe(isChanged ? s_changed : Page);
            answer.Content.Headers.ContentLength.ShouldBe(isChanged ? s_changed.Length : Page.Length);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fragment_is_left_as_it_is_with_its_length_and_tag_where_the_browser_does_not_say_what_it_loads(bool http2App)
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, "<p>part</p>", "ETag: \"x\"|Last-Modified: Sat, 01 Jan 2022 00:00:00 GMT", length: true), http2App);
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
    public async Task What_the_head_says_of_the_apps_bytes_goes_and_what_it_depends_on_is_told(bool http2App)
    {
        const string Said = "ETag: \"x\"|Last-Modified: Sat, 01 Jan 2022 00:00:00 GMT|Accept-Ranges: bytes|Content-MD5: a|Digest: a=b|Content-Digest: a=:b:|Repr-Digest: a=:b:|Vary: Accept-Encoding|X-Other: y";
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, Said, length: true), http2App);
        using var answer = await rig.AskAsync();
        foreach (var name in new[] { "Last-Modified", "Accept-Ranges", "Content-MD5", "Digest", "Content-Digest", "Repr-Digest" })
            PageRig.Header(answer, name).ShouldBeEmpty(name);
        PageRig.Header(answer, "ETag").ShouldBe($"W/\"x.wl{EmbeddedScript.Carry.Hash}s\"");
        PageRig.Header(answer, "Vary").ShouldBe("Accept-Encoding, Sec-Fetch-Dest, X-Requested-With");
        PageRig.Header(answer, "X-Other").ShouldBe("y");
        using var head = await rig.AskAsync(method: HttpMethod.Head);
        PageRig.Header(head, "ETag").ShouldBe($"W/\"x.wl{EmbeddedScript.Carry.Hash}s\"");
        PageRig.Header(head, "Last-Modified").ShouldBeEmpty();
        head.Content.Headers.ContentLength.ShouldNotBe(Page.Length);
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
                return isSame ? Task.CompletedTask : SendAsync(context, Page, length: true);
            }, http2App);
        using var first = await rig.AskAsync();
        var tag = PageRig.Header(first, "ETag");
        using var again = await rig.AskAsync([("If-None-Match", $"{tag}, \"y\"")]);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        PageRig.Header(again, "ETag").ShouldBe(tag);
        PageRig.Header(again, "Content-Security-Policy").ShouldBe(PageRig.Header(first, "Content-Security-Policy"));
        rig.App.Seen.Last()["If-None-Match"].ShouldBe("\"x\"");
    }

    [Fact]
    public async Task What_is_no_page_any_more_is_left_as_it_is_though_its_tag_is_the_same()
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, "text", "Content-Type: text/plain|ETag: \"x\""));
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
    public async Task A_page_kept_from_before_is_asked_for_anew(string asked)
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page));
        using var answer = await rig.AskAsync(Fields(asked));
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
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, "{}", "Content-Type: application/json"));
        using var answer = await rig.AskAsync([.. Fields(asked), ("If-None-Match", "\"x\""), ("If-Modified-Since", "Sat, 01 Jan 2022 00:00:00 GMT")]);
        var seen = rig.App.Seen.Single();
        seen["If-None-Match"].ShouldBe("\"x\"");
        seen.ShouldContainKey("If-Modified-Since");
        seen["Accept-Encoding"].ShouldBe("gzip, deflate, br, zstd");
        PageRig.Header(answer, "Vary").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_policy_lets_the_script_through(bool http2App)
    {
        const string Said = "Content-Security-Policy: script-src 'nonce-abc'|Content-Security-Policy: default-src 'none'; connect-src wss:|Content-Security-Policy-Report-Only: script-src 'none'";
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, Said), http2App);
        using var answer = await rig.AskAsync();
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(
            ["script-src 'nonce-abc'", $"default-src 'none'; connect-src wss: 'self'; script-src '{EmbeddedScript.Carry.Integrity}'"]);
        answer.Headers.GetValues("Content-Security-Policy-Report-Only").ShouldBe(["script-src 'none'"]);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(
            $"<head><script src=\"?wayleave=script.{EmbeddedScript.Carry.Hash}\" nonce=\"abc\" integrity=\"{EmbeddedScript.Carry.Integrity}\"></script>");
    }

    [Theory]
    [InlineData("*", "*")]
    [InlineData("sec-fetch-dest, Cookie", "sec-fetch-dest, Cookie, X-Requested-With")]
    public async Task What_an_answer_depends_on_is_told_once(string said, string vary)
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, $"Vary: {said}"));
        using var answer = await rig.AskAsync();
        PageRig.Header(answer, "Vary").ShouldBe(vary);
    }

    // What the browser accepts, and what the app is asked for.
    [Theory]
    [InlineData("gzip;q=0.5, zstd, br", "gzip;q=0.5, br")]
    [InlineData("zstd, deflate", "identity")]
    [InlineData("*", "identity")]
    [InlineData("gzip, br;q=0", "gzip, br;q=0")]
    [InlineData("", null)]
    public async Task The_app_is_asked_for_what_can_be_unpacked(string accepted, string? asked)
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page));
        using var answer = await rig.AskAsync([("Accept-Encoding", accepted)]);
        rig.App.Seen.Single().GetValueOrDefault("Accept-Encoding").ShouldBe(asked);
    }

    [Fact]
    public async Task Where_all_scripts_need_a_hash_the_tag_has_one()
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, "Integrity-Policy: blocked-destinations=(script)"));
        using var answer = await rig.AskAsync();
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\" integrity=\"{EmbeddedScript.Carry.Integrity}\" crossorigin></script>");
    }

    [Fact]
    public async Task A_page_is_told_of_a_badge_and_is_another_page_with_one()
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, "ETag: \"x\""), carry: new CarrySettings { Mode = CarryMode.Auto, Badge = true });
        using var answer = await rig.AskAsync();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\" data-badge></script>");
        PageRig.Header(answer, "ETag").ShouldBe($"W/\"x.wl{EmbeddedScript.Carry.Hash}bs\"");
    }

    [Theory]
    [InlineData(CarryMode.Off)]
    [InlineData(CarryMode.Script)]
    public async Task Without_auto_pages_pass_as_they_are(CarryMode mode)
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, "ETag: \"x\"", length: true), carry: new CarrySettings { Mode = mode });
        using var answer = await rig.AskAsync([("If-None-Match", "\"y\"")]);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(Page);
        PageRig.Header(answer, "Vary").ShouldBeEmpty();
        rig.App.Seen.Single()["If-None-Match"].ShouldBe("\"y\"");
        rig.App.Seen.Single()["Accept-Encoding"].ShouldBe("gzip, deflate, br, zstd");
    }

    [Fact]
    public async Task That_a_page_may_not_be_changed_is_told_once()
    {
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page, "Cache-Control: no-transform"));
        for (var i = 0; i < 3; i++)
            (await rig.AskAsync()).Dispose();
        await rig.Gateway.DisposeAsync();
        rig.Log.ToString().Split('\n').Count(line => line.Contains("no-transform", StringComparison.Ordinal)).ShouldBe(1);
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
                await SendAsync(context, "<html");
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
                await SendAsync(context, "<html><head>");
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
        await using var rig = await PageRig.StartAsync(context => SendAsync(context, Page));
        using var posted = await rig.AskAsync(method: HttpMethod.Post);
        (await posted.Content.ReadAsStringAsync()).ShouldBe(s_changed);
        using var put = await rig.AskAsync(method: HttpMethod.Put);
        (await put.Content.ReadAsStringAsync()).ShouldBe(Page);
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

    private static (string Name, string Value)[] Fields(string text) =>
        [.. text.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => (line[..line.IndexOf(':', 1)], line[(line.IndexOf(':', 1) + 1)..].Trim()))];

    private static async Task SendAsync(HttpContext context, string page, string said = "", bool length = false)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        foreach (var (name, value) in Fields(said))
        {
            if (name == ":status")
                context.Response.StatusCode = int.Parse(value, CultureInfo.InvariantCulture);
            else if (name == "Content-Type")
                context.Response.ContentType = value.Length == 0 ? null : value;
            else
                context.Response.Headers.Append(name, value);
        }

        if (length)
            context.Response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.WriteAsync(page);
    }

    private static byte[] Pack(byte[] plain, string encoding)
    {
        using var packed = new MemoryStream();
        using (var packing = Packing(packed, encoding))
            packing.Write(plain);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed, string encoding)
    {
        using var plain = new MemoryStream();
        using (var unpacking = Unpacking(new MemoryStream(packed), encoding))
            unpacking.CopyTo(plain);
        return plain.ToArray();
    }

    private static Stream Packing(Stream to, string encoding) => encoding switch
    {
        "br" => new BrotliStream(to, CompressionLevel.Fastest, leaveOpen: true),
        "gzip" or "x-gzip" => new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true),
        _ => to,
    };

    private static Stream Unpacking(Stream from, string encoding) => encoding switch
    {
        "br" => new BrotliStream(from, CompressionMode.Decompress),
        "gzip" or "x-gzip" => new GZipStream(from, CompressionMode.Decompress),
        _ => from,
    };
}
