namespace Wayleave.Conformance.Carry.Apps;

/// <summary>The note that a page shows while it is away.</summary>
[Collection<CarriedAppsCollection>]
public sealed class BadgeTests(CarriedAppsWorld world)
{
    [Fact]
    public async Task It_comes_after_a_while_and_goes_when_the_page_is_back()
    {
        var saw = await world.SawAsync("badge");
        ((bool)saw["before"]!).ShouldBeFalse();
        ((int)saw["after"]!).ShouldBeGreaterThanOrEqualTo(1500);
        Numbers.EventsOf(saw).ShouldBe(["open"]);
    }
}
