using System.Net;
using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>The path where pages ask for tickets, and the app that says who they are.</summary>
public sealed class TicketDeskTests
{
    private const string Path = "/api/v1/auth/ws-connection-token/";

    [Fact]
    public async Task The_app_is_asked_who_the_caller_is_by_the_callers_own_cookies()
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        var (status, body) = await AskAsync(rig, """{"connection_id":"c1"}""", request =>
        {
            request.Headers.Add("Cookie", "wayleave-carry=x; session=s");
            request.Headers.Add("Authorization", "Token t");
            request.Headers.Add("X-Secret", "no");
        });
        (status, body.GetProperty("connection_id").GetString(), body.GetProperty("expires_in").GetInt32()).ShouldBe((200, "c1", 60));
        var seen = rig.App.Seen.ShouldHaveSingleItem();
        seen.ShouldStartWith("GET /whoami HTTP/1.1\r\n");
        seen.ShouldContain("Cookie: session=s\r\n");
        seen.ShouldContain("Authorization: Token t\r\n");
        seen.ShouldContain($"Host: {new Uri(rig.App.Url).Authority}\r\n");
        seen.ShouldContain($"X-Forwarded-Host: {rig.Public.BaseAddress!.Authority}\r\n");
        seen.ShouldContain("X-Forwarded-For: 127.0.0.1\r\n");
        seen.ShouldNotContain("X-Secret");
        var token = body.GetProperty("connection_token").GetString();
        using var client = await rig.OpenAsync($"/ws/7?controls=1&connection_token={token}");
        (await client.NextAsync()).ShouldContain("subscribed");
        (await rig.RefusedAsync($"/ws/7?connection_token={token}")).Why.ShouldStartWith("ticket reused;");
    }

    [Theory]
    [InlineData("401 Unauthorized", "{}", 401, "the app answers 401")]
    [InlineData("403 Forbidden", "{}", 403, "the app answers 403")]
    [InlineData("302 Found", "{}", 502, "the app answers 302, not 200, 401 or 403")]
    [InlineData("200 OK", "hello", 502, "the app vouches for nobody: its answer is no {\"sub\":\"…\"} that makes sense")]
    [InlineData("200 OK", "{}", 502, "the app vouches for nobody: its answer is no {\"sub\":\"…\"} that makes sense")]
    [InlineData("200 OK", """{"sub":""}""", 502, "the app vouches for nobody: its answer is no {\"sub\":\"…\"} that makes sense")]
    [InlineData("200 OK", """{"sub":"\ud800"}""", 502, "the app vouches for nobody: its answer is no {\"sub\":\"…\"} that makes sense")]
    [InlineData("200 OK", """{"sub":"7","channels":"all"}""", 502, "the app vouches for nobody: its answer is no {\"sub\":\"…\"} that makes sense")]
    public async Task Without_a_sound_word_of_the_app_there_is_no_ticket(string status, string answer, int expected, string why)
    {
        await using var rig = await ForwardedAsync(answer, status);
        (await AskAsync(rig)).Status.ShouldBe(expected);
        (await rig.Log.NextAsync(expected < 500 ? "request-refused" : "request-failed")).GetProperty("why").GetString().ShouldBe(why);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_vouches_for_nobody()
    {
        await using var rig = await ForwardedAsync($$"""{"sub":"7","more":"{{new string('x', 300_000)}}"}""");
        (await AskAsync(rig)).Status.ShouldBe(502);
    }

    [Fact]
    public async Task An_app_that_cannot_be_reached_or_says_nothing_is_no_refusal()
    {
        await using var rig = await TicketRig.StartAsync(_ => new TicketSettings { Path = Path, Forward = new Uri("http://127.0.0.1:1/whoami") });
        (await AskAsync(rig)).Status.ShouldBe(502);
        await using var silent = await ForwardedAsync("", script: _ => new AppAnswer(""));
        var asking = AskAsync(silent);
        await silent.App.RequestAsync();
        silent.Time.Advance(TimeSpan.FromSeconds(5));
        (await asking).Status.ShouldBe(504);
    }

    [Fact]
    public async Task A_ticket_may_be_for_fewer_channels_and_never_for_more()
    {
        await using var rig = await ForwardedAsync("""{"sub":"7","channels":["user:7:*","chat:*"],"expires_in":30}""");
        var (status, body) = await AskAsync(rig, """{"channels":["chat:5"]}""");
        status.ShouldBe(200);
        using var chat = await rig.OpenAsync($"/chat/5?v=1&ticket={body.GetProperty("connection_token").GetString()}");
        (await chat.JsonAsync()).GetProperty("token_expires_in").GetInt32().ShouldBe(30);
        (_, body) = await AskAsync(rig, """{"channels":["chat:5"]}""");
        (await rig.RefusedAsync($"/chat/6?ticket={body.GetProperty("connection_token").GetString()}")).Why.ShouldStartWith("ticket wrong_channel;");
        (await AskAsync(rig, """{"channels":["user:8:events"]}""")).Status.ShouldBe(403);
        (await AskAsync(rig, """{"channels":["*:*:*"]}""")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Who_vouches_for_no_channels_vouches_for_none_that_a_page_names()
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        (await AskAsync(rig, """{"channels":["user:7:events"]}""")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("""{"connection_id":{}}""", 400)]
    [InlineData("""{"channels":[1]}""", 400)]
    [InlineData("""{"anything":"else"}""", 200)]
    [InlineData("", 200)]
    public async Task A_body_must_make_sense_where_it_says_something(string body, int status)
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        (await AskAsync(rig, body)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        (await AskAsync(rig, $$"""{"a":"{{new string('x', 17_000)}}"}""")).Status.ShouldBe(413);
    }

    [Fact]
    public async Task The_path_takes_POST_alone_with_or_without_a_slash_at_its_end_and_does_not_reach_the_app()
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        using var got = await rig.Public.GetAsync(Path);
        (got.StatusCode, got.Content.Headers.Allow.Single()).ShouldBe((HttpStatusCode.MethodNotAllowed, "POST"));
        rig.App.Seen.ShouldBeEmpty();
        (await AskAsync(rig, path: Path.TrimEnd('/') + "?x=1")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("OWN", 200, false)]
    [InlineData("https://app.example", 200, true)]
    [InlineData("https://evil.example", 403, false)]
    [InlineData("null", 403, false)]
    public async Task No_page_of_a_stranger_gets_a_ticket_by_the_users_cookies(string origin, int status, bool mayRead)
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        origin = origin.Replace("OWN", rig.Gateway.Urls[0]);
        using var request = Request();
        request.Headers.Add("Origin", origin);
        using var answer = await rig.Public.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(mayRead);
        rig.App.Seen.Count.ShouldBe(status == 200 ? 1 : 0);
    }

    [Fact]
    public async Task A_ticket_is_its_pages_alone()
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        async Task<string> MintAsync() => (await AskAsync(rig, "", request => request.Headers.Add("Origin", "https://app.example"))).Body.GetProperty("connection_token").GetString()!;
        var (one, two) = (await MintAsync(), await MintAsync());
        (await rig.RefusedAsync($"/ws/7?ticket={one}", options => options.SetRequestHeader("Origin", "https://other.example"))).ShouldBe(("close 4003 forbidden", "ticket wrong_origin; the socket is closed with 4003"));
        using var client = await rig.OpenAsync($"/ws/7?controls=1&ticket={two}", options => options.SetRequestHeader("Origin", "https://APP.example"));
        (await client.NextAsync()).ShouldContain("subscribed");
    }

    [Fact]
    public async Task A_caller_has_twenty_tickets_waiting_at_most()
    {
        await using var rig = await ForwardedAsync("""{"sub":"7"}""");
        for (var i = 0; i < 20; i++)
            (await AskAsync(rig)).Status.ShouldBe(200);
        using var answer = await rig.Public.SendAsync(Request());
        (answer.StatusCode, answer.Headers.RetryAfter!.Delta).ShouldBe((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_guest_gets_a_ticket_for_what_is_nobodys()
    {
        await using var rig = await ForwardedAsync("{}", "401 Unauthorized", guests: true);
        var (status, body) = await AskAsync(rig);
        status.ShouldBe(200);
        using var chat = await rig.OpenAsync($"/chat/5?controls=1&ticket={body.GetProperty("connection_token").GetString()}");
        (await chat.NextAsync()).ShouldContain("subscribed");
        (_, body) = await AskAsync(rig);
        (await rig.RefusedAsync($"/ws/7?ticket={body.GetProperty("connection_token").GetString()}")).Why.ShouldStartWith("ticket wrong_subject;");
        (await AskAsync(rig, """{"channels":["chat:5"]}""")).Status.ShouldBe(403);
        for (var i = 0; i < 20; i++)
            (await AskAsync(rig)).Status.ShouldBe(200);
        // All of one address: a script that asks for ever is one guest.
        (await AskAsync(rig)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task The_admin_key_mints_for_anybody_here_too()
    {
        await using var rig = await TicketRig.StartAsync();
        var (status, body) = await AskAsync(rig, """{"sub":"7","channels":["user:7:events"],"expires_in":30}""", request => request.Headers.Authorization = new("Bearer", TicketRig.Key), "/.wayleave/ticket");
        status.ShouldBe(200);
        using var client = await rig.OpenAsync($"/ws/7?v=1&ticket={body.GetProperty("ticket").GetString()}");
        (await client.JsonAsync()).GetProperty("token_expires_in").GetInt32().ShouldBe(30);
        (await AskAsync(rig, "{}", request => request.Headers.Authorization = new("Bearer", TicketRig.Key), "/.wayleave/ticket")).Status.ShouldBe(400);
        (await AskAsync(rig, """{"sub":"7"}""", path: "/.wayleave/ticket")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Where_nothing_is_guarded_and_no_channel_given_our_paths_are_the_apps()
    {
        await using var rig = await TicketRig.StartAsync(settings: settings => settings with { Routes = [settings.Routes[^1]] });
        (await rig.Public.GetStringAsync("/.wayleave/ticket")).ShouldBe("GET /.wayleave/ticket");
    }

    private static Task<TicketRig> ForwardedAsync(string answer, string status = "200 OK", bool guests = false, Func<RequestHead, AppAnswer>? script = null) => TicketRig.StartAsync(
        app => new TicketSettings { Path = Path, Forward = new Uri(app + "/whoami"), Guests = guests, Members = new TicketMembers { Id = "connection_id", Token = "connection_token" } },
        settings => settings with { Routes = [.. settings.Routes.Select(route => route.Name == "open" ? route with { Origins = ["https://app.example"] } : route)] },
        script ?? (_ => new AppAnswer($"HTTP/1.1 {status}\r\nContent-Length: {answer.Length}\r\n\r\n{answer}", AppThen.NextRequest)));

    private static HttpRequestMessage Request(string body = "", string path = Path) =>
        new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static async Task<(int Status, JsonElement Body)> AskAsync(TicketRig rig, string body = "", Action<HttpRequestMessage>? with = null, string path = Path)
    {
        using var request = Request(body, path);
        with?.Invoke(request);
        using var answer = await rig.Public.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : default);
    }
}
