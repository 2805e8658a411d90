using Wayleave.Server.Admin;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Admin;

public sealed class ReadinessTests
{
    [Theory]
    [InlineData(true, new[] { true }, true, 0)]
    [InlineData(true, new[] { false }, false, 1)]
    [InlineData(true, new[] { true, false }, true, 1)]
    [InlineData(true, new[] { false, false }, false, 2)]
    [InlineData(true, new bool[0], true, 0)]
    [InlineData(false, new[] { true }, false, 1)]
    public void One_usable_route_is_enough_unless_we_stop(bool isServing, bool[] usable, bool isReady, int reasons)
    {
        var readiness = Readiness.Judge(isServing, [.. usable.Select((is1, i) => new RouteReadiness($"{i}", is1))]);
        (readiness.IsReady, readiness.Why.Length).ShouldBe((isReady, reasons));
    }

    [Fact]
    public async Task One_route_can_be_asked_for()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Routes = [settings.Routes[0], settings.Routes[0] with { Name = "/api", Path = "/api" }],
        });
        await rig.AskAsync(HttpMethod.Post, "/routes/%2Fapi/drain");
        (await rig.AskAsync(HttpMethod.Get, "/readyz")).Status.ShouldBe(200);
        (await rig.AskAsync(HttpMethod.Get, "/readyz?route=/")).Status.ShouldBe(200);
        (await rig.AskAsync(HttpMethod.Get, "/readyz?route=/api")).Status.ShouldBe(503);
        (await rig.AskAsync(HttpMethod.Get, "/readyz?route=none")).Status.ShouldBe(404);
    }
}
