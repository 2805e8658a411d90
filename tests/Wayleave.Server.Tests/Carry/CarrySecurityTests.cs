using System.Net;
using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Tests.Forwarding;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry;

/// <summary>What the gateway refuses of the carrier's requests, on the wire; nothing of it reaches the app.</summary>
public sealed class CarrySecurityTests
{
    private static readonly Uri s_anywhere = new("http://127.0.0.1/");

    [Fact]
    public async Task An_Origin_that_is_not_on_the_routes_list_opens_nothing_in_either_way()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto }, Origins = ["https://good.example"] }],
        });
        using var page = new TestPage(rig.Gateway.Urls[0]) { Origin = "https://evil.example" };
        (await page.OpenAsync()).GetProperty("refused").GetInt32().ShouldBe(403);
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => page.DialAsync());
        rig.Gateway.OpenSockets.ShouldBe(0);
    }

    [Fact]
    public async Task An_id_alone_is_good_for_nothing_and_neither_is_the_secret_from_another_Origin()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        var secret = page.Secret;
        page.Secret = "AAAAAAAAAAAAAAAAAAAAAA";
        (await page.Write("stolen").BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Gone);
        using (var socket = await page.DialAsync(resumes: true))
        {
            await page.HelloAsync(socket);
            (await page.ReceiveAsync(socket)).ShouldBe("gone");
        }

        (page.Secret, page.Origin) = (secret, "https://evil.example");
        (await page.BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Gone);
        page.Origin = "http://page.example";
        (await page.BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Ack && item.Number == page.Up.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_answer_to_the_page_sets_is_not_for_whoever_else_knows_the_id(bool opensByPost)
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto }, Sticky = new StickySettings("app") }],
        });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        if (opensByPost)
            await page.OpenAsync();
        else
            (await page.DialAsync()).Dispose();
        page.Cookies.GetCookies(s_anywhere)["app"].ShouldNotBeNull();
        foreach (Cookie cookie in page.Cookies.GetCookies(s_anywhere))
            cookie.Expired = true;
        // An id stands in URLs, and so in the logs of whatever is on the way.
        using (await page.DialAsync())
            page.Cookies.GetCookies(s_anywhere)["app"].ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stolen_id_with_its_secret_is_refused_without_the_cookies(bool hasAppCookie)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        if (hasAppCookie)
            page.Cookies.Add(s_anywhere, new Cookie("session", "of-somebody"));
        await page.OpenAsync();
        await page.Write("one").BringAsync(0);
        foreach (Cookie cookie in page.Cookies.GetCookies(s_anywhere))
            cookie.Expired = true;
        (await page.BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Gone);
        using (var socket = await page.DialAsync(resumes: true))
        {
            // What the answer sets is the thief's own, and comes too late for this handshake.
            await page.HelloAsync(socket);
            (await page.ReceiveAsync(socket)).ShouldBe("gone");
        }

        page.Cookies.Add(s_anywhere, new Cookie("wayleave-carry", "AAAAAAAAAAAAAAAAAAAAAA"));
        (await page.BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Gone);
    }

    [Fact]
    public async Task The_cookie_is_out_of_the_reach_of_scripts_and_other_sites()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var body = new StringContent(JsonSerializer.Serialize(new { secret = page.Secret, protocols = Array.Empty<string>() }));
        using var answer = await page.PostAsync($"open.{page.Id}", body);
        answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ShouldMatch("^wayleave-carry=[A-Za-z0-9_-]{22}; Path=/; HttpOnly; SameSite=Lax$");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("up", "not items at all")]
    [InlineData("stream", "")]
    [InlineData("poll", "\u0001short")]
    public async Task What_no_script_sends_is_refused(string verb, string body)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var answer = await page.PostAsync(verb, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_WebSocket_that_is_asked_for_by_POST_is_no_poll()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        using var content = page.Listed();
        using var answer = await page.PostAsync($"ws.{page.Id}", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_socket_that_was_refused_is_nothing_that_could_be_carried_and_kept_by_that()
    {
        await using var app = new RecordingApp(_ => new AppAnswer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        using var page = new TestPage(gateway.Urls[0]);
        (await page.OpenAsync()).GetProperty("refused").GetInt32().ShouldBe(403);
        (await page.PollAsync()).ShouldContain(item => item.Kind == CarryItem.Gone);
    }

    [Fact]
    public void What_only_a_handshake_says_is_not_taken_from_a_POST()
    {
        HeaderLines post =
        [
            new("Host", "page.example"), new("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="), new("sec-websocket-extensions", "permessage-deflate"),
            new("Sec-WebSocket-Protocol", "other"), new("Sec-WebSocket-Version", "8"), new("Cookie", "a=1"),
            // RFC 9110 §7.6.1: what Connection names was for this hop alone.
            new("Connection", "keep-alive, x-hop"), new("X-Hop", "1"),
        ];
        var head = CarriedHandshake.Of(post, "/room", ["mine"]);
        HandshakeRequest.Check(head).ShouldBe(HandshakeViolation.None);
        head.Headers.Contains("Sec-WebSocket-Extensions").ShouldBeFalse();
        head.Headers.All("Sec-WebSocket-Protocol").ShouldBe(["mine"]);
        head.Headers.First("Cookie").ShouldBe("a=1");
        OutgoingHeaders.BuildUpgrade(head.Headers, OutgoingHeadersTests.Context(), out var sent).ShouldBe(GuardViolation.None);
        sent.Contains("X-Hop").ShouldBeFalse();
        sent.All("Connection").ShouldBe(["Upgrade"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"secret\":\"short\",\"protocols\":[]}")]
    [InlineData("{\"secret\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"protocols\":[\"a, b\"]}")]
    [InlineData("{\"secret\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"protocols\":[\"\\ud800\"]}")]
    [InlineData("{\"secret\":\"\\udfff\",\"protocols\":[]}")]
    [InlineData("{\"secret\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"protocols\":[\"a\\r\\nX: y\"]}")]
    public async Task What_no_script_sends_to_open_opens_nothing(string json)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var content = new StringContent(json);
        using var answer = await page.PostAsync($"open.{page.Id}", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        rig.Gateway.OpenSockets.ShouldBe(0);
    }

    [Fact]
    public async Task Subprotocols_beyond_what_a_handshakes_head_might_hold_open_nothing()
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        using var content = new StringContent(JsonSerializer.Serialize(new { secret = page.Secret, protocols = new[] { new string('a', 32 * 1024) } }));
        using var answer = await page.PostAsync($"open.{page.Id}", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        rig.Gateway.OpenSockets.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_the_limit_is_refused_whether_its_length_is_told_or_not(bool isChunked)
    {
        await using var rig = await CarryRig.StartAsync();
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        using var content = new ByteArrayContent(new byte[(256 * 1024) + 1]);
        if (isChunked)
            content.Headers.ContentLength = null;
        using var answer = await page.PostAsync("up", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_route_that_does_not_carry_says_so_where_another_does()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes = [settings.Routes[0], settings.Routes[0] with { Name = "carried", Path = "/carried", Carry = new CarrySettings { Mode = CarryMode.Script } }],
        });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        (await page.OpenAsync()).GetProperty("off").GetBoolean().ShouldBeTrue();
        rig.Gateway.OpenSockets.ShouldBe(0);
    }
}
