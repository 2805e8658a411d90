using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Serving;

/// <summary>How long and how large a request may be.</summary>
public sealed class RequestLimitsTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_length_beyond_max_body_gets_413_and_the_app_nothing()
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync([app.Url], settings => settings with { Limits = new LimitSettings { BodyBytes = 10 } });

        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 11\r\n\r\n");
        (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(413);
        (await client.RestAsync()).ShouldBe("");
        app.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Chunks_beyond_max_body_get_413_and_the_app_no_whole_request()
    {
        await using var app = new RecordingApp();
        var gateway = await Served.BeforeAsync([app.Url], settings => settings with { Limits = new LimitSettings { BodyBytes = 10 } });
        await using (gateway)
        {
            using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
            await client.SendAsync("POST /a HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n");
            (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(413);
            (await client.RestAsync()).ShouldBe("");
        }

        await app.EndAsync();
        app.Seen.ShouldAllBe(seen => !seen.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Content-Length: 11\r\n\r\nhello world", 200)]
    // Kestrel counts the lines of the chunks too.
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n0\r\n\r\n", 200)]
    public async Task A_body_within_max_body_is_let_through(string rest, int status)
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync([app.Url], settings => settings with { Limits = new LimitSettings { BodyBytes = 11 } });
        (await Served.StatusAsync(gateway.Urls[0], "POST /a HTTP/1.1\r\nHost: a.test\r\n" + rest)).ShouldBe(status);
    }

    [Fact]
    public async Task An_app_that_does_not_answer_a_handshake_in_time_is_given_up_with_504()
    {
        var time = new FakeTimeProvider();
        await using var app = new RecordingApp(_ => new AppAnswer(""));
        await using var gateway = await Served.BeforeAsync([app.Url], options: new GatewayOptions { Log = TextWriter.Null, Time = time });

        var answer = Served.StatusAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n");
        await app.RequestAsync();
        time.Advance(TimeSpan.FromSeconds(9.9));
        answer.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        (await answer).ShouldBe(504);
        await app.SettleAsync();
    }

    [Theory]
    [InlineData(false, "GET /a HTTP/1.1\r\nHost: a.te")]
    [InlineData(false, "POST /a HTTP/1.1\r\nHost: a.te")]
    [InlineData(true, "GET /a HTTP/1.1\r\nHost: a.te")]
    [InlineData(true, "POST /a HTTP/1.1\r\nHost: a.te")]
    public async Task A_head_that_does_not_end_in_time_ends_the_connection(bool tls, string head)
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync(
            [app.Url], settings => settings with { Listen = [tls ? Served.Https : Served.Http], Limits = new LimitSettings { Handshake = s_short } });

        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(head);
        // Kestrel says 408 first, we say nothing.
        var answer = await client.RestAsync();
        (answer.Length == 0 || answer.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal)).ShouldBeTrue(answer);
        app.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_later_head_that_does_not_end_in_time_ends_the_connection(bool tls)
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync(
            [app.Url], settings => settings with { Listen = [tls ? Served.Https : Served.Http], Limits = new LimitSettings { Handshake = TimeSpan.FromSeconds(1) } });

        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(AbuseRow.Plain + "\r\n");
        (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(200);
        await client.SendAsync("GET /b HTTP/1.1\r\nHost: a.te");
        (await client.RestAsync()).ShouldStartWith("HTTP/1.1 408 ");
        app.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_TLS_handshake_that_does_not_end_in_time_ends_the_connection()
    {
        await using var gateway = await Served.BeforeAsync(
            ["http://127.0.0.1:1"], settings => settings with { Listen = [Served.Https], Limits = new LimitSettings { Handshake = s_short } });

        using var client = await RawClient.ConnectAsync(gateway.Urls[0].Replace("https", "http", StringComparison.Ordinal));
        await client.SendAsync("\u0016\u0003\u0001");
        (await client.RestAsync()).ShouldBe("");
    }

    [Fact]
    public async Task A_client_that_waits_for_100_Continue_gets_it()
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync([app.Url]);

        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("POST /a HTTP/1.1\r\nHost: a.test\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(100);
        await client.SendAsync("hello");
        (await client.AnswerAsync()).ShouldNotBeNull().Head.StatusCode.ShouldBe(200);
        app.Seen.Single().ShouldEndWith("\r\n\r\nhello");
    }
}
