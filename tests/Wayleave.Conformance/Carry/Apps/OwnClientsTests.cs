namespace Wayleave.Conformance.Carry.Apps;

/// <summary>Libraries that know sockets well: their own clients, over WebSocket alone, with their own ways of coming back.</summary>
[Collection<CarriedAppsCollection>]
public sealed class OwnClientsTests(CarriedAppsWorld world)
{
    [Theory]
    [InlineData("socketio")]
    [InlineData("signalr")]
    public async Task Where_upgrades_are_never_answered_the_client_works(string client)
    {
        var saw = await world.SawAsync($"{client}-apprunner");
        Numbers.Work(saw);
        ((string?)saw["carrier"]!["transport"]).ShouldBe("stream");
        Numbers.EventsOf(saw["outage"]!).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("socketio", "disconnect: transport close")]
    [InlineData("signalr", "disconnect")]
    public async Task Where_every_socket_is_cut_each_second_the_client_notices_nothing(string client, string without)
    {
        var saw = await world.SawAsync($"{client}-cut");
        Numbers.Work(saw);
        ((int)saw["carrier"]!["resumes"]!).ShouldBeGreaterThanOrEqualTo(4);
        Numbers.EventsOf(saw["outage"]!).Take(2).ShouldBe(["open", without]);
    }

    [Theory]
    [InlineData("streamlit")]
    [InlineData("socketio")]
    [InlineData("signalr")]
    public async Task Where_no_upgrades_pass_and_every_connection_is_cut_again_and_again_the_client_notices_nothing(string client) =>
        Numbers.Work(await world.SawAsync($"{client}-severed"));
}
