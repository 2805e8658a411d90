using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Requests.Http1;

/// <summary>Answers that come before the request has ended, and requests whose bodies wait for an answer.</summary>
public sealed class ExchangeTests : IDisposable
{
    private const string Large = "POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 100\r\n\r\n";
    private const string Asking = "POST /a HTTP/1.1\r\nHost: a.test\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";

    // An app that answers when the test says so, however much of the request has come.
    private readonly TcpListener _app = new(IPAddress.Loopback, 0);

    public ExchangeTests() => _app.Start();

    private string Url => $"http://{_app.LocalEndpoint}";

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_body_that_comes_behind_its_head_gets_through()
    {
        await using var gateway = await Served.BeforeAsync([Url]);
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("GET /a HTTP/1.1\r\nHost: a.test\r\n\r\n");
        using var app = await AcceptAsync();
        await app.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        var head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head += await client.ReadAsync(1);
        await app.SendAsync("hello");
        (await client.ReadAsync(5)).ShouldBe("hello");
    }

    [Fact]
    public async Task An_answer_before_the_end_of_the_body_ends_the_exchange()
    {
        await using var gateway = await Served.BeforeAsync([Url]);
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(Large + "hello");
        using var app = await AcceptAsync();
        (await app.ReadAsync(5)).ShouldBe("hello");
        await app.SendAsync("HTTP/1.1 413 Too Much\r\nContent-Length: 3\r\n\r\nno!");
        var answer = (await client.AnswerAsync())!.Value;
        (answer.Head.StatusCode, answer.Head.ReasonPhrase, answer.Body).ShouldBe((413, "Too Much", "no!"));
        // Nobody goes on with it.
        (await app.RestAsync()).ShouldBe("");
    }

    [Fact]
    public async Task An_app_that_answers_and_reads_no_more_holds_nobody_up()
    {
        // The system may hold tens of megabytes for a connection, unless it is told.
        _app.Server.ReceiveBufferSize = 8192;
        await using var gateway = await Served.BeforeAsync([Url]);
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        // More than all buffers hold: it comes to a stand on its way to the app.
        var flood = client.SendAsync($"POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 50000000\r\n\r\n{new string('x', 50_000_000)}");
        using var app = await AcceptAsync();
        await app.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
        (await client.AnswerAsync())!.Value.Body.ShouldBe("no");
        (await client.RestAsync()).ShouldBe("");
        await flood;
    }

    [Fact]
    public async Task An_app_that_wants_no_body_gets_none()
    {
        await using var gateway = await Served.BeforeAsync([Url], options: Still());
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(Asking);
        using var app = await AcceptAsync();
        await app.SendAsync("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(417);
        (await app.RestAsync()).ShouldBe("");
    }

    [Fact]
    public async Task An_app_that_says_100_gets_the_body_at_once()
    {
        // No second passes here.
        await using var gateway = await Served.BeforeAsync([Url], options: Still());
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(Asking);
        using var app = await AcceptAsync();
        await app.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(100);
        await client.SendAsync("hello");
        (await app.ReadAsync(5)).ShouldBe("hello");
    }

    [Fact]
    public async Task An_app_that_never_says_100_gets_the_body_after_a_second()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await Served.BeforeAsync([Url], options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(Asking + "hello");
        using var app = await AcceptAsync();
        var body = app.ReadAsync(5);
        // The wait begins when the head is sent, which its arrival does not quite tell: time goes on until it is over.
        while (!body.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        (await body).ShouldBe("hello");
    }

    [Fact]
    public async Task A_client_that_breaks_off_its_chunks_leaves_the_app_no_whole_request()
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync([app.Url]);
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("POST /a HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nx\r\n");
        (await client.AnswerAsync())!.Value.Head.StatusCode.ShouldBe(400);
        await app.EndAsync();
        app.Seen.ShouldAllBe(seen => !seen.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_for_hours_is_504()
    {
        var time = new FakeTimeProvider();
        await using var app = new RecordingApp(_ => new AppAnswer("", AppThen.Listen));
        await using var gateway = await Served.BeforeAsync([app.Url], options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        var status = Served.StatusAsync(gateway.Urls[0], "GET /a HTTP/1.1\r\nHost: a.test\r\n\r\n");
        await app.RequestAsync();
        time.Advance(TimeSpan.FromHours(1));
        status.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromHours(1));
        (await status).ShouldBe(504);
        await app.SettleAsync();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 4\n\nfine")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 4\r\n\r\nfine")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nno header\r\nX-A : b\r\n folded\r\n\r\nfine")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nfine")]
    public async Task A_sloppy_app_works_as_it_does_behind_others(string answer)
    {
        await using var app = new RecordingApp(_ => new AppAnswer(answer, AppThen.Close));
        await using var gateway = await Served.BeforeAsync([app.Url]);
        var got = (await Served.AskAsync(gateway.Urls[0], "GET /a HTTP/1.1\r\nHost: a.test\r\n\r\n"))!.Value;
        (got.Head.StatusCode, got.Body).ShouldBe((200, "fine"));
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "1000")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n", "1000")]
    [InlineData("GET", "HTTP/1.1 205 Reset Content\r\nContent-Length: 4\r\n\r\noops", "0")]
    public async Task What_an_answer_would_be_long_is_told_where_it_has_no_body(string method, string answer, string length)
    {
        await using var app = new RecordingApp(_ => new AppAnswer(answer, AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync([app.Url]);
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync($"{method} /a HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n");
        var rest = await client.RestAsync();
        rest.ShouldContain($"\r\nContent-Length: {length}\r\n");
        rest.ShouldEndWith("\r\n\r\n");
    }

    private static GatewayOptions Still() => new() { Log = TextWriter.Null, Time = new FakeTimeProvider() };

    private async Task<RawClient> AcceptAsync()
    {
        var app = RawClient.Over(await _app.AcceptSocketAsync());
        (await app.RequestAsync()).Target.ShouldBe("/a");
        return app;
    }
}
