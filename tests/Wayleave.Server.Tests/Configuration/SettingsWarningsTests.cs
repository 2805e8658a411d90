using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Configuration;

public sealed class SettingsWarningsTests
{
    private const string Nodes = "nodes: { name: a, others: [{ name: b, url: 'http://10.0.0.2:8080' }] }\n";
    private const string Carried = "routes: [{ path: /, proxy: 'http://127.0.0.1:8501', carry: auto }]\n";

    [Theory]
    [InlineData(Nodes + Carried, true)]
    [InlineData(Nodes + "secret: 0123456789abcdef\n" + Carried, false)]
    [InlineData("nodes: { name: a }\n" + Carried, false)]
    [InlineData(Nodes + Reading.Route, false)]
    public void Several_nodes_that_carry_without_a_common_secret_are_told_of(string text, bool isTold) =>
        SettingsWarnings.Of(Reading.Whole(text)).Any(each => each.StartsWith("there are other nodes and no secret", StringComparison.Ordinal)).ShouldBe(isTold);

    [Theory]
    [InlineData("routes: [{ path: '/ws/{id}', events: 'user:{id}' }]", true)]
    [InlineData("routes: [{ path: '/ws/{id}', events: 'user:{id}', auth: { ticket: true, subject: none } }]", false)]
    [InlineData("routes: [{ path: /ws, events: 'all' }]", false)]
    public void Channels_that_anyone_can_name_are_told_of(string text, bool isTold) =>
        SettingsWarnings.Of(Reading.Whole(text)).Any(each => each.Contains("anyone can read anyone's", StringComparison.Ordinal)).ShouldBe(isTold);

    [Fact]
    public async Task They_stand_in_the_log_at_the_start()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with
        {
            Nodes = new NodeSettings { Name = "a", Others = [new OtherNode("b", new Uri("http://127.0.0.1:9"))] },
            Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
        });
        await rig.Log.HoldingAsync("there are other nodes and no secret");
    }
}
