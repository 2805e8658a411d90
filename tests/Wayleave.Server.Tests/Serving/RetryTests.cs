using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Serving;

/// <summary>Another destination is tried as long as nothing has been written to one, and never after that.</summary>
public sealed class RetryTests
{
    private const string Post = "POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 5\r\n\r\nhello";

    [Theory]
    [InlineData(AbuseRow.Plain + "\r\n", 200)]
    [InlineData(Post, 200)]
    [InlineData(AbuseRow.Handshake + "\r\n", 101)]
    public async Task A_destination_that_refuses_is_passed_over(string request, int status)
    {
        await using var app = new RecordingApp();
        await using var gateway = await Served.BeforeAsync([Closed(), Closed(), app.Url]);

        // Whichever is first in turn.
        for (var i = 0; i < 3; i++)
            (await Served.StatusAsync(gateway.Urls[0], request)).ShouldBe(status);
        app.Seen.Count.ShouldBe(3);
        app.Seen.ShouldAllBe(seen => seen.EndsWith(request == Post ? "\r\n\r\nhello" : "\r\n\r\n", StringComparison.Ordinal));
    }

    // What is idempotent may be sent again (RFC 9110 §9.2.2), and to the same app is: an app may just have closed a kept connection.
    [Theory]
    [InlineData(Post, 200)]
    [InlineData("POST /a HTTP/1.1\r\nHost: a.test\r\nContent-Length: 0\r\n\r\n", 200)]
    [InlineData("POST /a HTTP/1.1\r\nHost: a.test\r\n\r\n", 200)]
    [InlineData("PATCH /a HTTP/1.1\r\nHost: a.test\r\n\r\n", 200)]
    [InlineData("FROB /a HTTP/1.1\r\nHost: a.test\r\n\r\n", 200)]
    [InlineData(AbuseRow.Handshake + "\r\n", 101)]
    public async Task A_destination_that_takes_the_request_and_hangs_up_has_had_it(string request, int status)
    {
        await using var app = new RecordingApp();
        await using var closing = new RecordingApp(_ => new AppAnswer("", AppThen.Close));
        await using var gateway = await Served.BeforeAsync([closing.Url, app.Url]);

        int[] statuses = [await Served.StatusAsync(gateway.Urls[0], request), await Served.StatusAsync(gateway.Urls[0], request)];

        statuses.ShouldBe([502, status], ignoreOrder: true);
        closing.Seen.Count.ShouldBe(1);
        app.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_GET_that_an_app_has_taken_goes_to_no_other()
    {
        await using var app = new RecordingApp();
        await using var closing = new RecordingApp(_ => new AppAnswer("", AppThen.Close));
        await using var gateway = await Served.BeforeAsync([closing.Url, app.Url]);

        int[] statuses = [await Served.StatusAsync(gateway.Urls[0], AbuseRow.Plain + "\r\n"), await Served.StatusAsync(gateway.Urls[0], AbuseRow.Plain + "\r\n")];

        statuses.ShouldBe([502, 200], ignoreOrder: true);
        app.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(AbuseRow.Plain + "\r\n")]
    [InlineData(AbuseRow.Handshake + "\r\n")]
    public async Task Where_all_refuse_the_answer_is_502(string request)
    {
        await using var gateway = await Served.BeforeAsync([Closed(), Closed()]);
        (await Served.StatusAsync(gateway.Urls[0], request)).ShouldBe(502);
    }

    [Fact]
    public async Task A_dial_that_time_runs_out_on_leaves_nothing_counted_at_its_destination()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var time = new FakeTimeProvider();
        await using var gateway = await Served.BeforeAsync(
            [$"https://{silent.LocalEndpoint}"], settings => settings with { Limits = new LimitSettings { Handshake = TimeSpan.FromSeconds(1) } },
            options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        var answering = Served.StatusAsync(gateway.Urls[0], AbuseRow.Handshake + "\r\n");
        using var dialled = await silent.AcceptSocketAsync();
        // The hello of TLS, which gets no answer.
        (await dialled.ReceiveAsync(new byte[1])).ShouldBe(1);
        var destination = gateway.World.Runs[0].Cluster.Destinations.Single();
        destination.OpenSockets.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(1));
        (await answering).ShouldBe(504);
        destination.OpenSockets.ShouldBe(0);
    }

    // A port that was free a moment ago.
    private static string Closed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
