using System.Net;
using Wayleave.Protocol.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>How many requests of pages are taken at once, and how fast.</summary>
public sealed class CarryLimitTests
{
    private const int MostAtOnce = 16;

    // How long a request waits for an app that takes nothing.
    private static readonly TimeSpan s_bringing = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task One_request_of_a_session_beyond_16_under_way_gets_429_and_takes_no_place_and_neither_does_a_strangers()
    {
        // It never answers, so that nobody takes what is brought for it.
        await using var app = new RecordingApp(_ => new AppAnswer("", AppThen.Listen));
        await using var rig = await GatewayRig.StartAsync(_time, settings => settings with
        {
            Routes =
            [
                settings.Routes[0] with
                {
                    Destinations = [new DestinationSettings(new Uri(app.Url))], Carry = new CarrySettings { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 },
                },
            ],
        });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        var opening = page.OpenAsync();
        await app.RequestAsync();
        page.Write(new byte[70 * 1024]);
        var asked = Enumerable.Range(0, MostAtOnce + 1).Select(_ => UpAsync(page, 0)).ToList();
        var refused = await Task.WhenAny(asked);
        (await refused).ShouldBe((HttpStatusCode.TooManyRequests, "5"));
        asked.Remove(refused);

        var secret = page.Secret;
        page.Secret = "AAAAAAAAAAAAAAAAAAAAAA";
        (await UpAsync(page, null)).Status.ShouldBe(HttpStatusCode.OK);
        page.Secret = secret;
        (await UpAsync(page, null)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        var served = Task.WhenAll(asked);
        while (await Task.WhenAny(served, _time.WaitForTimerAsync(_time.GetUtcNow() + s_bringing)) != served)
            _time.Advance(s_bringing);
        (await served).ShouldAllBe(each => each.Status == HttpStatusCode.OK);
        (await UpAsync(page, null)).Status.ShouldBe(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(10));
        (await opening).TryGetProperty("refused", out _).ShouldBeTrue();
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

    private static async Task<(HttpStatusCode Status, string? After)> UpAsync(TestPage page, int? from)
    {
        using var body = page.Listed(from);
        using var answer = await page.PostAsync("up", body);
        return (answer.StatusCode, answer.Headers.RetryAfter?.ToString());
    }
}
