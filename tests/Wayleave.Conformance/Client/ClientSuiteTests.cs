using System.Text.Json;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.Protocol.Events;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Client;

/// <summary>The browser's client: its own tests, and that the built files are what its source makes.</summary>
public sealed class ClientSuiteTests
{
    [Fact]
    public async Task Its_own_tests_pass_and_the_built_files_are_fresh_and_small()
    {
        AppsWorld.SkipFor(ClientCopy.Lacking);
        ClientCopy.Refresh();
        var run = await ProgramRun.OfAsync(InstalledPrograms.Find("npm")!, "--prefix", ClientCopy.Folder, "test");
        run.Status.ShouldBe(0, run.Output + run.Errors);
    }

    [Fact]
    public void The_server_writes_several_places_as_the_client_does()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(SourceTree.At("client", "test", "cases", "vectors.json")));
        foreach (var each in cases.RootElement.EnumerateArray())
        {
            var vector = PositionVector.Empty;
            foreach (var place in each.GetProperty("ids").EnumerateObject())
            {
                EventPosition.TryParse(place.Value.GetString(), out var position).ShouldBeTrue();
                vector = vector.With(place.Name, position);
            }

            vector.ToString().ShouldBe(each.GetProperty("vector").GetString());
        }

        cases.RootElement.GetArrayLength().ShouldBeGreaterThan(5);
    }
}
