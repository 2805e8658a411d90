using System.Net;
using System.Net.WebSockets;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Serving;

/// <summary>Who is let in, how many, how fast, from which page and from where.</summary>
public sealed class AdmissionTests : IAsyncDisposable
{
    private readonly RecordingApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task One_socket_too_many_of_an_address_gets_429_and_when_to_come_again()
    {
        await using var gateway = await LimitedAsync(new LimitSettings { SocketsPerAddress = 1, BindLoopback = true });
        using var first = await RawClient.ConnectAsync(gateway.Urls[0]);
        await first.SendAsync(AbuseRow.Handshake + "\r\n");
        (await first.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(101);

        ShouldComeAgain(await Served.AskAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n"), 429);
        _app.Seen.Count.ShouldBe(1);
        // Ordinary requests are not counted.
        (await Served.StatusAsync(gateway.Urls[0], AbuseRow.Plain + "\r\n")).ShouldBe(200);
    }

    [Fact]
    public async Task Upgrades_that_come_too_fast_get_429_until_time_has_passed()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await LimitedAsync(new LimitSettings { UpgradesPerAddress = 1, BindLoopback = true }, time);
        for (var i = 0; i < 10; i++)
            (await Served.StatusAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n")).ShouldBe(101);

        ShouldComeAgain(await Served.AskAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n"), 429);
        time.Advance(TimeSpan.FromSeconds(1));
        (await Served.StatusAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n")).ShouldBe(101);
    }

    [Fact]
    public async Task One_connection_too_many_gets_503_and_when_to_come_again()
    {
        await using var gateway = await LimitedAsync(new LimitSettings { Connections = 1 });
        using var first = await RawClient.ConnectAsync(gateway.Urls[0]);
        await first.SendAsync(AbuseRow.Plain + "\r\n");
        (await first.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(200);

        using var second = await RawClient.ConnectAsync(gateway.Urls[0]);
        ShouldComeAgain(await second.AnswerAsync(), 503);
        (await second.RestAsync()).ShouldBe("");
    }

    [Theory]
    [InlineData("Origin: https://app.test\r\n", 101)]
    [InlineData("Origin: https://evil.test\r\n", 403)]
    [InlineData("Origin: https://app.test.evil.test\r\n", 403)]
    [InlineData("Origin: http://app.test\r\n", 403)]
    [InlineData("Origin: https://app.test:444\r\n", 403)]
    [InlineData("Origin: null\r\n", 403)]
    [InlineData("", 403)]
    [InlineData("Origin: https://app.test\r\nOrigin: https://evil.test\r\n", 403)]
    [InlineData("Origin: https://app.test, https://evil.test\r\n", 403)]
    public async Task An_Origin_that_is_not_on_the_list_opens_no_socket(string lines, int status)
    {
        await using var gateway = await Served.BeforeAsync([_app.Url], route: route => route with { Origins = ["https://app.test"] });
        foreach (var before in (string[])["", "GET /before HTTP/1.1\r\nHost: a.test\r\n\r\n"])
        {
            using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
            await client.SendAsync(before);
            if (before.Length > 0)
                (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(200);
            await client.SendAsync($"{AbuseRow.Handshake}{lines}\r\n");
            (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(status);
        }

        _app.Seen.Count(seen => seen.StartsWith("GET /ws ", StringComparison.Ordinal)).ShouldBe(status == 101 ? 2 : 0);
    }

    [Theory]
    [InlineData("10.0.0.0/8", AbuseRow.Plain, 403)]
    [InlineData("10.0.0.0/8", AbuseRow.Handshake, 403)]
    [InlineData("127.0.0.0/8", AbuseRow.Plain, 200)]
    [InlineData("127.0.0.0/8", AbuseRow.Handshake, 101)]
    public async Task Only_the_edge_is_let_in_where_the_settings_say_so(string trusted, string head, int status)
    {
        await using var gateway = await Served.BeforeAsync(
            [_app.Url], settings => settings with { Trust = new TrustSettings { Networks = [IPNetwork.Parse(trusted)], OnlyFromEdge = true } });
        (await Served.StatusAsync(gateway.Urls[0], head + "X-Forwarded-For: 10.0.0.1\r\n\r\n")).ShouldBe(status);
        _app.Seen.Count.ShouldBe(status == 403 ? 0 : 1);
    }

    [Fact]
    public async Task A_redirect_to_https_is_for_ordinary_requests_and_never_for_upgrades()
    {
        await using var gateway = await Served.BeforeAsync(
            [_app.Url], settings => settings with { Listen = [Served.Http, Served.Https], Tls = settings.Tls with { Redirect = true } });

        var redirect = (await Served.AskAsync(gateway.Urls[0], "GET /a?b HTTP/1.1\r\nHost: a.test\r\n\r\n")).ShouldNotBeNull().Head;
        redirect.StatusCode.ShouldBe(308);
        redirect.Headers.First("Location").ShouldNotBeNull().ShouldStartWith("https://a.test");
        redirect.Headers.First("Location").ShouldNotBeNull().ShouldEndWith("/a?b");
        _app.Seen.ShouldBeEmpty();

        (await Served.StatusAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n")).ShouldBe(101);
        (await Served.StatusAsync(gateway.Urls[1], AbuseRow.Plain + "\r\n")).ShouldBe(200);
        (await Served.StatusAsync(gateway.Urls[0], AbuseRow.Plain + "X-Forwarded-Proto: https\r\n\r\n")).ShouldBe(200);
    }

    [Theory]
    [InlineData("GET /.wayleave/healthz", 200)]
    [InlineData("GET /.wayleave/healthz?x", 200)]
    [InlineData("HEAD /.wayleave/healthz", 200)]
    [InlineData("GET http://anything.test/.wayleave/healthz", 200)]
    public async Task Our_own_health_is_told_without_the_app(string line, int status)
    {
        await using var gateway = await Served.BeforeAsync([_app.Url]);
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync($"{line} HTTP/1.1\r\nHost: anything.test\r\n\r\n");
        (await client.AnswerAsync(line[..4].Trim())).ShouldNotBeNull().Head.StatusCode.ShouldBe(status);
        _app.Seen.ShouldBeEmpty();
    }

    // Through TLS, the first request of a connection is looked at elsewhere than in clear; and the second one comes through Kestrel.
    [Theory]
    [InlineData(0, "", "GET", 3)]
    [InlineData(0, "", "HEAD", 0)]
    [InlineData(1, "", "GET", 3)]
    [InlineData(0, "GET /.wayleave/healthz HTTP/1.1\r\nHost: a.test\r\n\r\n", "GET", 3)]
    public async Task Our_own_health_is_told_to_an_upgrade_too(int listener, string before, string method, int length)
    {
        await using var gateway = await Served.BeforeAsync([_app.Url], settings => settings with { Listen = [Served.Http, Served.Https] });
        using var client = await RawClient.ConnectAsync(gateway.Urls[listener]);
        if (before.Length > 0)
        {
            await client.SendAsync(before);
            (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(200);
        }

        await client.SendAsync(AbuseRow.Handshake.Replace("GET /ws ", $"{method} /.wayleave/healthz ") + "\r\n");
        var (head, body) = (await client.AnswerAsync(method)).ShouldNotBeNull();
        head.StatusCode.ShouldBe(200);
        body.Length.ShouldBe(length);
        _app.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_socket_is_opened_over_HTTP2_where_our_own_health_is()
    {
        await using var gateway = await Served.BeforeAsync([_app.Url]);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse("2.0");
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri(gateway.Urls[0].Replace("http", "ws") + OwnHealth.Path), invoker, CancellationToken.None));
        socket.HttpStatusCode.ShouldBe(HttpStatusCode.NotFound);
        _app.Seen.ShouldBeEmpty();
    }

    private static void ShouldComeAgain((ResponseHead Head, string Body)? answer, int status)
    {
        var head = answer.ShouldNotBeNull().Head;
        head.StatusCode.ShouldBe(status);
        int.Parse(head.Headers.First("Retry-After").ShouldNotBeNull()).ShouldBeGreaterThan(0);
    }

    private Task<Gateway> LimitedAsync(LimitSettings limits, TimeProvider? time = null) => Served.BeforeAsync(
        [_app.Url], settings => settings with { Limits = limits }, options: new GatewayOptions { Log = TextWriter.Null, Time = time ?? TimeProvider.System });
}
