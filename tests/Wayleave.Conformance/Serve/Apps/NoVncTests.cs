using Wayleave.Conformance.Serve.Apps.Kinds;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>noVNC: its page, its socket, and both together in a real browser.</summary>
[Collection<AppsCollection>]
public sealed class NoVncTests(AppsWorld world)
{
    [Theory]
    [InlineData("ws", 1)]
    [InlineData("wss", 2)]
    public async Task Websockify_chooses_binary_and_carries_bytes_both_ways(string scheme, int version)
    {
        world.Needs("novnc");
        var address = world.AddressOf("novnc");
        using var socket = await Caller.OpenAsync(
            address.Url(scheme, "/websockify"), address.Origin(scheme), "binary", new Version(version, version == 2 ? 0 : 1));
        socket.SubProtocol.ShouldBe("binary");
        (await socket.ReceiveAsync()).ShouldBe(FakeScreen.Version);
        await socket.SendAsync(FakeScreen.Version);
        (await socket.ReceiveAsync()).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task The_page_connects_in_a_browser_and_shows_the_screen_s_name()
    {
        world.Needs("novnc");
        AppsWorld.SkipFor(BrowserRun.Lacking);
        var page = (await world.BrowserAsync())["novnc"];
        ((string?)page["status"]).ShouldBe($"Connected to {FakeScreen.Title}");
        page["sockets"]!.AsArray().Select(s => (string)s!).ShouldBe([world.AddressOf("novnc").Url("ws", "/websockify").AbsoluteUri]);
    }
}
