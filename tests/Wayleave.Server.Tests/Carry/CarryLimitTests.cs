using System.Net;
using Wayleave.Protocol.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
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
    public async Task One_request_of_a_session_beyond_16_under_way_gets_429_and_nothing_of_it_counts()
    {
        await using var rig = await CarryRig.StartAsync(_time, new CarrySettings { Mode = CarryMode.Auto, BufferBytes = 64 * 1024 });
        using var page = new TestPage(rig.Gateway.Urls[0]);
        await page.OpenAsync();
        // Nobody asks for the echo: once it fills all that is on the way the app takes no more, and requests wait as long as they may.
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
        using var other = new TestPage(rig.Gateway.Urls[0]);
        await other.OpenAsync();
        (await other.Write("one").BringAsync(0)).ShouldContain(item => item.Kind == CarryItem.Ack && item.Number == other.Up.Length);

        var rest = Task.WhenAll(asked);
        while (await Task.WhenAny(rest, _time.WaitForTimerAsync(_time.GetUtcNow() + s_bringing)) != rest)
            _time.Advance(s_bringing);
        (await UpAsync(page, null)).Status.ShouldBe(HttpStatusCode.OK);
        // The echo makes room for what is left.
        var bringing = BringAllAsync(page);
        while (page.Received < page.Up.Length)
            await page.PollAsync();
        await bringing;
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

    private static Task<(HttpStatusCode Status, string? After)> BringMoreAsync(TestPage page)
    {
        if (page.Up.Length - page.Acknowledged < 64 * 1024)
            page.Write(new byte[32 * 1024]);
        return UpAsync(page, (int)page.Acknowledged);
    }

    private static async Task BringAllAsync(TestPage page)
    {
        while (page.Acknowledged < page.Up.Length)
            await page.BringAsync(page.Acknowledged);
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
