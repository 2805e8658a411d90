using System.Text.Json.Nodes;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>Apps as they are, unchanged, where upgrades are never answered.</summary>
[Collection<CarriedAppsCollection>]
public sealed class OwnPagesTests(CarriedAppsWorld world)
{
    [Fact]
    public async Task Jupyter_s_notebook_runs_a_cell() => ((string?)(await CarriedAsync("jupyter"))["output"]).ShouldBe("42");

    [Fact]
    public async Task Node_RED_s_editor_shows_what_flows_and_what_somebody_else_deploys() => await CarriedAsync("node-red");

    [Fact]
    public async Task Streamlit_s_server_runs_its_script_again_for_what_was_written() =>
        ((string?)(await CarriedAsync("streamlit-server"))["protocol"]).ShouldBe("streamlit");

    private async Task<JsonObject> CarriedAsync(string name)
    {
        var saw = await world.SawAsync(name);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("stream");
        return saw;
    }
}
