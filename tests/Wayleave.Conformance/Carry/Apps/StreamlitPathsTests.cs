using System.Text.Json.Nodes;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>An app with Streamlit's paths, behind what breaks such apps in the world; beside each page its twin without carry, which breaks.</summary>
[Collection<CarriedAppsCollection>]
public sealed class StreamlitPathsTests(CarriedAppsWorld world)
{
    [Fact]
    public async Task Where_upgrades_are_never_answered_the_page_works()
    {
        var saw = await world.SawAsync("streamlit-apprunner");
        Works(saw);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("stream");
        // Its socket waits for an answer still.
        saw["outage"]!["events"]!.AsArray().ShouldBeEmpty();
        ((int)saw["outage"]!["state"]!).ShouldBe(0);
    }

    [Theory]
    [InlineData("streamlit-cloudflare")]
    [InlineData("streamlit-cloudflare-quiet")]
    public async Task Where_sockets_are_cut_for_their_age_or_their_silence_the_app_sees_one_connection_for_the_whole_time_and_nothing_is_lost(string name)
    {
        var saw = await world.SawAsync(name);
        Works(saw);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("websocket");
        ((int)saw["carrier"]!["resumes"]!).ShouldBeGreaterThanOrEqualTo(4);
        Events(saw["outage"]!).ShouldBe(["open", "close 1006"]);
    }

    [Fact]
    public async Task Behind_nginx_as_it_is_without_upgrade_headers_the_page_works()
    {
        var saw = await world.SawAsync("streamlit-nginx");
        Works(saw);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("stream");
        Events(saw["outage"]!).ShouldBe(["error", "close 1006"]);
    }

    private static void Works(JsonObject saw)
    {
        ((string?)saw["health"]).ShouldBe("ok");
        ((string?)saw["protocol"]).ShouldBe("streamlit");
        Events(saw).ShouldBe(["open"]);
        var sent = (int)saw["sent"]!;
        Numbers(saw["echoes"]!).ShouldBe(Enumerable.Range(1, sent));
        var ticks = Numbers(saw["ticks"]!).ToList();
        ticks.ShouldBe(Enumerable.Range(1, ticks.Count));
        var socket = saw["sockets"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)socket["got"]!).ShouldBe(sent);
        socket["closed"].ShouldBeNull();
        // Without carry there is nothing in the twin but the browser's own socket.
        saw["outage"]!["carrier"].ShouldBeNull();
    }

    private static IEnumerable<string?> Events(JsonNode saw) => saw["events"]!.AsArray().Select(each => (string?)each);

    private static IEnumerable<int> Numbers(JsonNode numbers) => numbers.AsArray().Select(each => (int)each!);
}
