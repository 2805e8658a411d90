namespace Wayleave.Conformance.Carry.Apps;

/// <summary>An app with Streamlit's paths, behind what breaks such apps in the world; beside each page its twin without carry, which breaks.</summary>
[Collection<CarriedAppsCollection>]
public sealed class StreamlitPathsTests(CarriedAppsWorld world)
{
    [Fact]
    public async Task Where_upgrades_are_never_answered_the_page_works()
    {
        var saw = await world.SawAsync("streamlit-apprunner");
        Numbers.Work(saw);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("stream");
        ((string?)saw["health"]).ShouldBe("ok");
        ((string?)saw["protocol"]).ShouldBe("streamlit");
        // Its socket waits for an answer still.
        saw["outage"]!["events"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("streamlit-cloudflare")]
    [InlineData("streamlit-cloudflare-quiet")]
    public async Task Where_sockets_are_cut_for_their_age_or_their_silence_the_app_sees_one_connection_for_the_whole_time_and_nothing_is_lost(string name)
    {
        var saw = await world.SawAsync(name);
        Numbers.Work(saw);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("websocket");
        ((int)saw["carrier"]!["resumes"]!).ShouldBeGreaterThanOrEqualTo(4);
        Numbers.EventsOf(saw["outage"]!).ShouldBe(["open", "close 1006"]);
    }

    [Fact]
    public async Task Behind_nginx_as_it_is_without_upgrade_headers_the_page_works()
    {
        var saw = await world.SawAsync("streamlit-nginx");
        Numbers.Work(saw);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("stream");
        Numbers.EventsOf(saw["outage"]!).ShouldBe(["error", "close 1006"]);
    }
}
