namespace Wayleave.Conformance.Carry.Apps;

/// <summary>How pages end, as the app sees it, and the places other than a page where sockets are carried.</summary>
[Collection<CarriedAppsCollection>]
public sealed class PageLifeTests(CarriedAppsWorld world)
{
    private const int GoingAway = 1001;

    // Grace is 20 s there: whatever waits for it takes longer.
    private const int Milliseconds = 10_000;

    /// <summary>The ways of leaving, over each kind of carrier.</summary>
    public static TheoryData<string, string> Leavings { get; } =
        new(from kind in (string[])["reload", "shut", "navigation", "back"] from transport in (string[])["socket", "stream"] select (kind, transport));

    [Theory]
    [MemberData(nameof(Leavings))]
    public async Task Who_leaves_a_page_ends_its_socket_at_once(string kind, string transport)
    {
        var saw = await world.SawAsync($"{kind}-{transport}");
        ((string?)saw["transport"]).ShouldBe(transport == "socket" ? "websocket" : "stream");
        ((int)saw["closed"]!).ShouldBe(GoingAway);
        ((int)saw["after"]!).ShouldBeLessThan(Milliseconds);
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("stream")]
    public async Task Who_comes_back_to_a_page_as_it_was_finds_its_socket_closed(string transport)
    {
        var saw = await world.SawAsync($"back-{transport}");
        saw["events"]!.AsArray().Select(each => (string?)each).Order().ShouldBe(["close 1006", "open", "restored"]);
    }

    [Theory]
    [InlineData("native", null)]
    [InlineData("socket", "websocket")]
    [InlineData("stream", "stream")]
    public async Task What_a_page_says_as_it_is_left_comes_through_as_without_carry(string page, string? transport)
    {
        var saw = await world.SawAsync($"parting-{page}");
        ((string?)saw["transport"]).ShouldBe(transport);
        ((int)saw["got"]!).ShouldBe(50);
    }

    [Theory]
    [InlineData("hurry-socket")]
    [InlineData("hurry-stream")]
    [InlineData("away-socket")]
    [InlineData("away-stream")]
    public async Task Who_leaves_while_the_socket_is_being_opened_or_is_away_ends_it_at_once(string page)
    {
        var saw = await world.SawAsync(page);
        ((int)saw["closed"]!).ShouldBe(GoingAway);
        ((int)saw["after"]!).ShouldBeLessThan(Milliseconds);
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("stream")]
    public async Task A_page_that_crashes_is_waited_for_no_longer_than_grace(string transport) =>
        ((int)(await world.SawAsync($"crash-{transport}"))["closed"]!).ShouldBe(GoingAway);

    [Fact]
    public async Task A_page_within_a_page_is_carried() =>
        ((string?)(await world.SawAsync("frame"))["carrier"]!["transport"]).ShouldBe("stream");

    // Browsers open six connections of HTTP/1.1 to a host, and streams would take them all.
    [Fact]
    public async Task Eight_tabs_of_one_browser_leave_each_other_connections()
    {
        var saw = await world.SawAsync("tabs");
        var transports = saw["transports"]!.AsArray().Select(each => (string?)each).ToList();
        transports.Count(each => each == "stream").ShouldBeInRange(1, 3);
        transports.Count(each => each == "poll").ShouldBe(8 - transports.Count(each => each == "stream"));
        ((int)saw["connections"]!).ShouldBe(8);
    }

    // Over HTTP its requests would be another site's: it would wait for ever where the browser's own fails at once.
    [Fact]
    public async Task A_page_in_a_sandbox_keeps_the_browsers_own_WebSocket()
    {
        var saw = await world.SawAsync("sandbox");
        ((bool)saw["isCarried"]!).ShouldBeFalse();
        ((bool)saw["hasTag"]!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("blob-worker")]
    public async Task A_worker_that_loads_the_script_is_carried(string name)
    {
        var saw = await world.SawAsync(name);
        ((string?)saw["echo"]).ShouldBe("echo of the worker");
        ((string?)saw["transport"]).ShouldBe("stream");
    }
}
