using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Carry.Suite;

/// <summary>What pages rely on of WebSocket, in a real Chromium: the browser's own, and the carried one over each transport, by the same rows.</summary>
public sealed class SocketSuiteTests
{
    // What the hop in front of the gateway does decides which way is left.
    private static readonly (string Name, string Hop, string Page, string? Transport)[] s_ways =
    [
        ("native", "proxy", "/", null),
        ("websocket", "proxy", "/carried", "websocket"),
        ("stream", "proxy:status=403", "/carried", "stream"),
        ("sse", "proxy:status=403:hold=application/octet-stream", "/carried", "sse"),
        ("poll", "proxy:status=403:hold", "/carried", "poll"),
    ];

    [Fact]
    public async Task The_carried_WebSocket_is_as_the_browsers_own_on_every_transport()
    {
        AppsWorld.SkipFor(BrowserRun.Lacking ?? NodePackages.Lacking("ws"));
        using var folder = new ScratchFolder("suite");
        var modules = new Dictionary<string, string> { ["NODE_PATH"] = NodePackages.Folder };
        await using var app = RunningProgram.Start("app", InstalledPrograms.Find("node")!, [Script("app.js")], modules);
        await using var served = await ServedProgram.StartAsync(
            null, "--to", $"http://127.0.0.1:{(await app.PortsAsync())["app"]}", "--listen", "127.0.0.1:0", "--carry", "script");
        var hops = await Task.WhenAll(s_ways.Select(way => LabChain.StartAsync(LabPlan.Parse(way.Hop), served.Url, new LabOptions())));
        try
        {
            var plan = new JsonObject
            {
                ["executable"] = BrowserRun.Program, ["profile"] = Path.Combine(folder.Path, "profile"),
                ["ways"] = new JsonArray([.. s_ways.Zip(hops, (way, hop) => new JsonObject { ["name"] = way.Name, ["url"] = $"http://127.0.0.1:{hop.Url.Port}{way.Page}" })]),
            };
            var run = await ProgramRun.OfAsync(InstalledPrograms.Find("node")!, Script("suite.js"), folder.Write("plan.json", plan.ToJsonString()));
            run.Status.ShouldBe(0, run.Output + run.Errors);
            var saw = JsonNode.Parse(run.Lines()[^1])!;
            string.Join('\n', s_ways.SelectMany(way => Wrong(way.Name, way.Transport, saw[way.Name]!))).ShouldBeEmpty();
        }
        finally
        {
            foreach (var hop in hops)
                await hop.DisposeAsync();
        }
    }

    private static string Script(string name) => SourceTree.At("tests", "Wayleave.Conformance", "Carry", "Suite", name);

    private static IEnumerable<string> Wrong(string name, string? transport, JsonNode saw)
    {
        foreach (var (row, why) in saw["failed"]!.AsObject())
            yield return $"{name}, {row}: {why}";
        foreach (var error in saw["errors"]!.AsArray())
            yield return $"{name}: {error}";
        if ((int)saw["rows"]! < 30)
            yield return $"{name}: only {saw["rows"]} rows ran";
        var transports = saw["transports"]!.AsArray().Select(each => (string)each!).ToList();
        if (transport is null ? transports.Count > 0 : !transports.Contains(transport))
            yield return $"{name}: the sockets went over {string.Join(", ", transports)}";
    }
}
