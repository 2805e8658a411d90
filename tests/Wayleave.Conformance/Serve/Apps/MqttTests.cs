using Wayleave.Conformance.Chains;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>MQTT over WebSockets: npm mqtt and a real broker.</summary>
[Collection<AppsCollection>]
public sealed class MqttTests(AppsWorld world)
{
    [Theory]
    [InlineData("ws")]
    [InlineData("wss")]
    public async Task A_client_gets_what_it_publishes_over_the_subprotocol_mqtt(string scheme)
    {
        world.Needs("mosquitto");
        AppsWorld.SkipFor(NodePackages.Lacking("mqtt"));
        var run = await ProgramRun.NodeAsync("mqtt_client.js", world.AddressOf("mosquitto").Url(scheme, "/mqtt").AbsoluteUri);
        run.Lines().ShouldBe(["wayleave/test hello over mqtt"]);
    }
}
