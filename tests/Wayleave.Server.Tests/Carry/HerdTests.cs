using System.Text.Json;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

public sealed class HerdTests
{
    [Fact]
    public async Task Pages_that_come_together_are_let_in_one_after_the_other_and_the_rest_is_told_when_to_come()
    {
        var time = new FakeTimeProvider();
        await using var rig = await StartAsync(time, acceptRate: 10);
        using var first = new TestPage(rig.Gateway.Urls[0]);
        (await first.OpenAsync()).TryGetProperty("node", out _).ShouldBeTrue();
        // Ten a second, and a second one at once: who would wait for longer than half a second is told, before its page asks in another way as well.
        TestPage[] pages = [.. Enumerable.Range(0, 10).Select(_ => new TestPage(rig.Gateway.Urls[0]))];
        List<Task<JsonElement>> opening = [.. pages.Select(page => page.OpenAsync())];
        List<int> waits = [];
        while (waits.Count < 4)
        {
            var done = await Task.WhenAny(opening);
            opening.Remove(done);
            if ((await done).TryGetProperty("wait", out var wait))
                waits.Add(wait.GetInt32());
        }

        // They come back as they are let in, from when those who wait here are in: a second one at once there too.
        waits.Order().ShouldBe([1_000, 1_000, 1_100, 1_200]);
        using var late = new TestPage(rig.Gateway.Urls[0]);
        using (var socket = await late.DialAsync())
            (await late.ReceiveAsync(socket)).ShouldBe("wait 1300");
        time.Advance(TimeSpan.FromMilliseconds(500));
        foreach (var each in await Task.WhenAll(opening))
            each.TryGetProperty("node", out _).ShouldBeTrue();
        foreach (var page in pages)
            page.Dispose();
    }

    [Fact]
    public async Task Who_comes_back_when_told_to_is_let_in()
    {
        var time = new FakeTimeProvider();
        await using var rig = await StartAsync(time, acceptRate: 1);
        TestPage[] pages = [.. Enumerable.Range(0, 4).Select(_ => new TestPage(rig.Gateway.Urls[0]))];
        var waits = new List<(int Wait, TestPage Page)>();
        foreach (var page in pages)
            if ((await page.OpenAsync()).TryGetProperty("wait", out var wait))
                waits.Add((wait.GetInt32(), page));
        waits.Select(each => each.Wait).ShouldBe([1_000, 1_900, 2_900]);
        var passed = 0;
        foreach (var (wait, page) in waits)
        {
            time.Advance(TimeSpan.FromMilliseconds(wait - passed));
            passed = wait;
            (await page.OpenAsync()).TryGetProperty("node", out _).ShouldBeTrue();
        }

        foreach (var page in pages)
            page.Dispose();
    }

    [Fact]
    public async Task More_than_can_be_let_in_within_10_s_come_to_ask_again_each_at_a_time_of_its_own()
    {
        await using var rig = await StartAsync(new FakeTimeProvider(), acceptRate: 1);
        var waits = new List<int>();
        for (var i = 0; i < 20; i++)
        {
            using var page = new TestPage(rig.Gateway.Urls[0]);
            if ((await page.OpenAsync()).TryGetProperty("wait", out var wait))
                waits.Add(wait.GetInt32());
        }

        waits[..10].ShouldBe([1_000, 1_900, 2_900, 3_900, 4_900, 5_900, 6_900, 7_900, 8_900, 9_900]);
        waits[10..].ShouldAllBe(wait => wait >= 5_000 && wait <= 10_000);
        waits[10..].Distinct().Count().ShouldBeGreaterThan(1);
    }

    private static Task<GatewayRig> StartAsync(FakeTimeProvider time, int acceptRate) => GatewayRig.StartAsync(time, settings => settings with
    {
        Events = settings.Events with { AcceptRate = acceptRate }, Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
    });
}
