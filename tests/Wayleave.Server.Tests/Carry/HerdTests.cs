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
        await using var rig = await GatewayRig.StartAsync(time, settings => settings with
        {
            Events = settings.Events with { AcceptRate = 1 }, Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
        });
        using var first = new TestPage(rig.Gateway.Urls[0]);
        (await first.OpenAsync()).TryGetProperty("node", out _).ShouldBeTrue();
        // One a second: who would wait for less than 5 s waits, and so five do; the sixth is told.
        TestPage[] pages = [.. Enumerable.Range(0, 6).Select(_ => new TestPage(rig.Gateway.Urls[0]))];
        var opening = pages.Select(page => page.OpenAsync()).ToList();
        var told = await Task.WhenAny(opening);
        (await told).GetProperty("wait").GetInt32().ShouldBeInRange(4_900, 11_800);
        opening.Remove(told);
        using var late = new TestPage(rig.Gateway.Urls[0]);
        using (var socket = await late.DialAsync())
            (await late.ReceiveAsync(socket))!.ShouldStartWith("wait ");
        for (var i = 0; i < 5; i++)
            time.Advance(TimeSpan.FromSeconds(1));
        foreach (var each in await Task.WhenAll(opening))
            each.TryGetProperty("node", out _).ShouldBeTrue();
        foreach (var page in pages)
            page.Dispose();
    }
}
