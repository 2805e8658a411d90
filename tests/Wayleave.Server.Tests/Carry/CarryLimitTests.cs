using System.Net;
using System.Net.Sockets;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Handshake;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>How many requests of pages are taken at once, and how fast.</summary>
public sealed class CarryLimitTests
{
    private const int MostAtOnce = 16;
    private const int MessageBytes = 96 * 1024;

    // How long a request waits for an app that takes nothing.
    private static readonly TimeSpan s_bringing = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task One_request_of_a_session_beyond_16_under_way_gets_429_and_the_next_one_is_served_when_they_are_over()
    {
        // An app that takes nothing: once it fills all that may be on the way, requests wait as long as they may.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Server.ReceiveBufferSize = 4096;
        listener.Start();
        await using var rig = await GatewayRig.StartAsync(_time, settings => settings with
        {
            Routes =
            [
                settings.Routes[0] with
                {
                    Destinations = [new DestinationSettings(new Uri($"http://{listener.LocalEndpoint}"))],
                    Carry = new CarrySettings { Mode = CarryMode.Auto, BufferBytes = 64 * 1024, Grace = TimeSpan.FromHours(1) },
                },
            ],
        });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        var opening = page.OpenAsync();
        using var app = RawClient.Over(await listener.AcceptSocketAsync());
        var key = (await app.RequestAsync()).Headers.First("Sec-WebSocket-Key")!;
        await app.SendAsync(RecordingApp.Switching().Replace("{accept}", AcceptKey.For(key), StringComparison.Ordinal));
        await opening;

        var asked = Enumerable.Range(0, MostAtOnce + 1).Select(_ => BringMoreAsync(page)).ToList();
        (HttpStatusCode Status, string? After) answer;
        while (true)
        {
            var first = await Task.WhenAny(asked);
            asked.Remove(first);
            if ((answer = await first).Status != HttpStatusCode.OK)
                break;
            asked.Add(BringMoreAsync(page));
        }

        answer.ShouldBe((HttpStatusCode.TooManyRequests, "5"));
        // Another page has places of its own.
        using var other = new TestPage(rig.Gateway.Urls[0], "/other");
        (await UpAsync(other, null)).Status.ShouldBe(HttpStatusCode.OK);

        var rest = Task.WhenAll(asked);
        while (await Task.WhenAny(rest, _time.WaitForTimerAsync(_time.GetUtcNow() + s_bringing)) != rest)
            _time.Advance(s_bringing);
        (await rest).ShouldAllBe(each => each.Status == HttpStatusCode.OK);
        (await UpAsync(page, null)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_that_come_too_fast_from_an_address_are_told_when_to_come_again()
    {
        await using var rig = await GatewayRig.StartAsync(_time, settings => settings with
        {
            Limits = settings.Limits with { CarryRequestsPerAddress = 1, BindLoopback = true },
            Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
        });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        for (var i = 1; i < 10; i++)
            (await UpAsync(page, null)).Status.ShouldBe(HttpStatusCode.OK);
        page.Write("one");
        (await UpAsync(page, 0)).ShouldBe((HttpStatusCode.TooManyRequests, "1"));
        // To this a page takes any other answer for another server's.
        using var other = new TestPage(rig.Gateway.Urls[0]);
        (await other.OpenAsync()).GetProperty("wait").GetInt32().ShouldBe(1_000);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await page.BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Ack && item.Number == page.Up.Length);
    }

    [Fact]
    public async Task Who_asks_for_more_sockets_than_its_address_may_have_takes_no_turn_of_others_and_is_not_remembered_for_it()
    {
        await using var rig = await GatewayRig.StartAsync(_time, settings => settings with
        {
            Limits = settings.Limits with { SocketsPerAddress = 1 }, Trust = settings.Trust with { Networks = [IPNetwork.Parse("127.0.0.0/8")] },
            Events = settings.Events with { AcceptRate = 2 }, Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
        });
        using TestPage first = Page(rig, "192.0.2.1"), second = Page(rig, "192.0.2.1"), other = Page(rig, "192.0.2.2");
        await first.OpenAsync();
        for (var i = 0; i < 10; i++)
            (await second.OpenAsync()).GetProperty("refused").GetInt32().ShouldBe(429);
        (await rig.Log.NextAsync("upgrade-refused")).GetProperty("status").GetInt32().ShouldBe(429);
        var opening = other.OpenAsync();
        if (await Task.WhenAny(opening, _time.WaitForTimerAsync(_time.GetUtcNow() + TimeSpan.FromMilliseconds(400))) != opening)
            _time.Advance(TimeSpan.FromMilliseconds(400));
        (await opening).TryGetProperty("node", out _).ShouldBeTrue();

        using (var leaving = first.Listed(leaves: true))
        using (await first.PostAsync("up", leaving))
            await rig.Log.NextAsync("socket-closed");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second.OpenAsync()).TryGetProperty("node", out _).ShouldBeTrue();
    }

    private static TestPage Page(GatewayRig rig, string address)
    {
        var page = new TestPage(rig.Gateway.Urls[0]);
        page.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return page;
    }

    private static Task<(HttpStatusCode Status, string? After)> BringMoreAsync(TestPage page)
    {
        if (page.Up.Length - page.Acknowledged < MessageBytes)
            page.Write(new byte[MessageBytes]);
        return UpAsync(page, (int)page.Acknowledged);
    }

    private static async Task<(HttpStatusCode Status, string? After)> UpAsync(TestPage page, int? from)
    {
        using var body = page.Listed(from);
        using var answer = await page.PostAsync("up", body);
        if (answer.IsSuccessStatusCode)
            foreach (var item in TestItem.ReadAll(await answer.Content.ReadAsByteArrayAsync()))
                if (item.Kind == CarryItem.Ack)
                    page.Acknowledged = Math.Max(page.Acknowledged, item.Number);
        return (answer.StatusCode, answer.Headers.RetryAfter?.ToString());
    }
}
