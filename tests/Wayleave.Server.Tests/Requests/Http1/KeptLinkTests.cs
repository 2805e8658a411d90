using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Requests.Http1;

/// <summary>Connections to apps carry one request after the other, and never lose one that could have been saved.</summary>
public sealed class KeptLinkTests
{
    private const string Get = "GET /a HTTP/1.1\r\nHost: a.test\r\n\r\n";
    private const string Post = "POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n\r\nhello";
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(Get)]
    [InlineData(Post)]
    public async Task Requests_follow_each_other_on_one_connection(string request)
    {
        await using var app = new RecordingApp();
        await using var gateway = await BeforeAsync(app);
        for (var i = 0; i < 3; i++)
            (await Served.StatusAsync(gateway.Urls[0], request)).ShouldBe(200);
        app.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_is_given_up_before_the_app_hangs_up()
    {
        await using var app = new RecordingApp();
        await using var gateway = await BeforeAsync(app);
        await Served.StatusAsync(gateway.Urls[0], Get);
        _time.Advance(TimeSpan.FromSeconds(4));
        // It ends although nobody asks again: the app does not carry idle connections for ever.
        await app.EndAsync();
        await Served.StatusAsync(gateway.Urls[0], Get);
        app.Connections.ShouldBe(3);
    }

    [Fact]
    public async Task A_connection_that_the_app_keeps_for_two_seconds_is_used_for_one()
    {
        await using var app = new RecordingApp(_ => new AppAnswer("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=2\r\nContent-Length: 0\r\n\r\n", AppThen.NextRequest));
        await using var gateway = await BeforeAsync(app);
        await Served.StatusAsync(gateway.Urls[0], Get);
        _time.Advance(TimeSpan.FromSeconds(0.6));
        await Served.StatusAsync(gateway.Urls[0], Get);
        app.Connections.ShouldBe(1);
        // Idle connections are looked through at each full second: this one was young then.
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await Served.StatusAsync(gateway.Urls[0], Get);
        app.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task What_must_not_be_sent_twice_goes_over_a_connection_that_was_idle_for_a_moment_at_most()
    {
        await using var app = new RecordingApp();
        await using var gateway = await BeforeAsync(app);
        await Served.StatusAsync(gateway.Urls[0], Get);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        await Served.StatusAsync(gateway.Urls[0], Get);
        app.Connections.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        await Served.StatusAsync(gateway.Urls[0], Post);
        app.Connections.ShouldBe(2);
    }

    [Theory]
    [InlineData(Get, 200, 3)]
    [InlineData(Post, 502, 2)]
    public async Task An_app_that_hangs_up_on_a_kept_connection_gets_again_only_what_changes_nothing(string request, int status, int seen)
    {
        // To the second request it says nothing: as if it had hung up before it came.
        var count = 0;
        await using var app = new RecordingApp(head => ++count == 2 ? new AppAnswer("", AppThen.Close) : RecordingApp.Polite(head));
        await using var gateway = await BeforeAsync(app);
        (await Served.StatusAsync(gateway.Urls[0], Get)).ShouldBe(200);
        (await Served.StatusAsync(gateway.Urls[0], request)).ShouldBe(status);
        app.Seen.Count.ShouldBe(seen);
    }

    [Fact]
    public async Task What_was_answered_in_part_is_not_asked_again()
    {
        var count = 0;
        await using var app = new RecordingApp(head => ++count == 2 ? new AppAnswer("HTTP/1.1 200", AppThen.Close) : RecordingApp.Polite(head));
        await using var gateway = await BeforeAsync(app);
        await Served.StatusAsync(gateway.Urls[0], Get);
        (await Served.StatusAsync(gateway.Urls[0], Get)).ShouldBe(502);
        app.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_on_which_something_stands_behind_the_answer_is_not_used_again()
    {
        await using var app = new RecordingApp(_ => new AppAnswer(RecordingApp.Ok("fine") + RecordingApp.Ok("poison"), AppThen.NextRequest));
        await using var gateway = await BeforeAsync(app);
        for (var i = 0; i < 2; i++)
            (await Served.AskAsync(gateway.Urls[0], Get))!.Value.Body.ShouldBe("fine");
        app.Connections.ShouldBe(2);
    }

    private Task<Gateway> BeforeAsync(RecordingApp app) =>
        Served.BeforeAsync([app.Url], options: new GatewayOptions { Log = TextWriter.Null, Time = _time });
}
