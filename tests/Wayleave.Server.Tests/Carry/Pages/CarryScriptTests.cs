using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>The script that carries sockets, as browsers get it.</summary>
public sealed class CarryScriptTests
{
    private static readonly string s_hash = EmbeddedScript.Carry.Hash;

    [Theory]
    [InlineData("/.wayleave/carry.js", "public, max-age=300")]
    [InlineData("/.wayleave/carry.js?1", "public, max-age=300")]
    [InlineData("/any/path?wayleave=script.HASH", "public, max-age=31536000, immutable")]
    [InlineData("/?a=1&wayleave=script.HASH&b", "public, max-age=31536000, immutable")]
    [InlineData("/any/path?wayleave=script.0123456789abcdef", "public, max-age=300")]
    [InlineData("/any/path?wayleave=script.", "public, max-age=300")]
    public async Task It_is_got_by_its_path_and_at_every_path_of_a_route_and_kept_for_ever_where_its_hash_is_right(string target, string caching)
    {
        await using var app = new RecordingApp();
        await using var gateway = await CarryingAsync(app);
        using var client = new HttpClient { Timeout = RawClient.Bound };
        using var answer = await client.GetAsync(gateway.Urls[0] + target.Replace("HASH", s_hash, StringComparison.Ordinal));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Cache-Control").Single().ShouldBe(caching);
        answer.Headers.ETag!.Tag.ShouldBe($"\"{s_hash}\"");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/javascript; charset=utf-8");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(EmbeddedScript.Carry.Text);
        app.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/?xwayleave=script.1")]
    [InlineData("/?x=wayleave=script.1")]
    [InlineData("/?Wayleave=script.1")]
    [InlineData("/wayleave=script.1")]
    public async Task A_target_that_only_looks_like_it_is_the_apps(string target)
    {
        await using var app = new RecordingApp();
        await using var gateway = await CarryingAsync(app);
        (await Served.AskAsync(gateway.Urls[0], $"GET {target} HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldNotBeNull().Body.ShouldBe($"GET {target}");
    }

    [Fact]
    public async Task Whoever_has_it_is_not_sent_it_again_and_it_is_read_by_GET_alone()
    {
        await using var app = new RecordingApp();
        await using var gateway = await CarryingAsync(app);
        (await Served.StatusAsync(gateway.Urls[0], $"GET /?wayleave=script.{s_hash} HTTP/1.1\r\nHost: a.test\r\nIf-None-Match: \"{s_hash}\"\r\n\r\n")).ShouldBe(304);
        (await Served.StatusAsync(gateway.Urls[0], $"POST /?wayleave=script.{s_hash} HTTP/1.1\r\nHost: a.test\r\nContent-Length: 0\r\n\r\n")).ShouldBe(405);
    }

    [Fact]
    public async Task A_route_that_does_not_carry_has_none_beside_one_that_does()
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync(
            [app.Url], settings => settings with { Routes = [settings.Routes[0], settings.Routes[0] with { Name = "c", Path = "/c", Carry = new CarrySettings { Mode = CarryMode.Script } }] });
        (await Served.StatusAsync(gateway.Urls[0], $"GET /x?wayleave=script.{s_hash} HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldBe(404);
        (await Served.StatusAsync(gateway.Urls[0], $"GET /c/x?wayleave=script.{s_hash} HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldBe(200);
        (await Served.StatusAsync(gateway.Urls[0], "GET /.wayleave/carry.js HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldBe(200);
    }

    [Fact]
    public async Task Where_nothing_is_carried_its_path_is_the_apps()
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync([app.Url]);
        (await Served.AskAsync(gateway.Urls[0], "GET /.wayleave/carry.js?wayleave=script.1 HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldNotBeNull().Body
            .ShouldBe("GET /.wayleave/carry.js?wayleave=script.1");
    }

    private static Task<Gateway> CarryingAsync(RecordingApp app) =>
        Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Script } });
}
