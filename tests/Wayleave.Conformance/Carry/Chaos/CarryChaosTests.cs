using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Carry.Chaos;

/// <summary>
/// A thousand cuts. Pages in a real Chromium and an app send each other numbered messages through hops that reset every connection again and again, lose what came last,
/// delay, send POSTs twice, and block what is better than the transport in question. Nothing may be lost, doubled or out of order, and the app sees one connection a socket.
/// </summary>
public sealed class CarryChaosTests(ITestOutputHelper output)
{
    private const string Cuts = "proxy:cuts=50ms-300ms:lose=8k:latency=1ms-10ms:duplicate=3";
    private const string NoSockets = Cuts + ":status=403";
    private const string NoStreams = NoSockets + ":hold=application/octet-stream";
    private const string OnlyWhole = NoSockets + ":hold";
    // Slow enough that an upgrade which is never answered costs what it costs, and is not cut for its good before.
    private const string FewCuts = "proxy:cuts=1500ms-3s:lose=8k:latency=1ms-10ms:duplicate=3";
    private const string Swallowed = FewCuts + ":blackhole";
    private const int Seed = 20261;
    private const int Sockets = 4;

    // Of each lane: what must have carried each of its sockets, what may have besides, and what must have been cut. What is worse may have where the best one was late to answer. What a hop
    // does not let through may have in no lane.
    private static readonly Dictionary<string, (string[] Must, string[] May, string[] Cut)> s_carriers = new()
    {
        ["ws"] = (["websocket"], ["stream", "sse", "poll"], ["ws"]),
        ["stream"] = (["stream"], ["sse", "poll"], ["stream", "up"]),
        ["sse"] = (["sse"], ["poll"], ["sse", "up"]),
        ["poll"] = (["poll"], [], ["poll", "up"]),
        ["switching"] = (["websocket"], ["stream", "sse", "poll"], ["ws", "up"]),
        ["swallowed"] = (["stream"], ["sse", "poll"], ["stream"]),
        ["wavering"] = (["websocket", "stream"], ["sse", "poll"], ["ws", "stream"]),
    };

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(110);

    [Fact]
    public async Task Through_a_thousand_cuts_nothing_is_lost_or_doubled_or_out_of_order_on_any_transport()
    {
        AppsWorld.SkipFor(BrowserRun.Lacking ?? NodePackages.Lacking("ws"));
        using var folder = new ScratchFolder("chaos");
        var modules = new Dictionary<string, string> { ["NODE_PATH"] = NodePackages.Folder };
        await using var app = RunningProgram.Start("app", InstalledPrograms.Find("node")!, [Script("app.js")], modules);
        var appUrl = new Uri($"http://127.0.0.1:{(await app.PortsAsync())["app"]}");
        // A buffer smaller than the largest messages.
        await using var served = await ServedProgram.StartAsync(null, "-c", folder.Write("wayleave.yaml",
            $$"""
            listen: 127.0.0.1:0
            routes:
              - { path: /, proxy: "{{appUrl}}", carry: { mode: script, buffer: 64KiB } }
            """));
        output.WriteLine($"seed {Seed}");
        var lanes = ImmutableArray.Create(
            await LaneAsync("ws", served.Url, Seed, 340, 1, Cuts),
            await LaneAsync("stream", served.Url, Seed + 10, 180, 1, NoSockets),
            await LaneAsync("sse", served.Url, Seed + 20, 180, 1, NoStreams),
            await LaneAsync("poll", served.Url, Seed + 30, 160, 1, OnlyWhole),
            await LaneAsync("switching", served.Url, Seed + 40, 140, 12, Cuts, NoSockets, OnlyWhole, Cuts, NoStreams),
            await LaneAsync("swallowed", served.Url, Seed + 50, 30, 1, Swallowed),
            await LaneAsync("wavering", served.Url, Seed + 60, 60, 10, FewCuts, Swallowed));
        try
        {
            await RunAsync(lanes, folder, modules, appUrl);
        }
        finally
        {
            foreach (var lane in lanes)
                await lane.DisposeAsync();
        }
    }

    private static Task<ChaosLane> LaneAsync(string name, Uri gateway, int seed, int wanted, int turn, params string[] plans) =>
        ChaosLane.StartAsync(name, s_carriers[name].Cut, gateway, seed, wanted, turn, plans);

    private static string Script(string name) => SourceTree.At("tests", "Wayleave.Conformance", "Carry", "Chaos", name);

    private async Task RunAsync(ImmutableArray<ChaosLane> lanes, ScratchFolder folder, Dictionary<string, string> modules, Uri app)
    {
        var plan = new JsonObject
        {
            ["executable"] = BrowserRun.Program,
            ["profile"] = Path.Combine(folder.Path, "profile"),
            ["lanes"] = new JsonArray([.. lanes.Select((lane, at) => new JsonObject { ["name"] = lane.Name, ["origin"] = lane.Url, ["sockets"] = Sockets, ["seed"] = Seed + (100 * at) })]),
        };
        await using var pages = RunningProgram.Start("lanes", InstalledPrograms.Find("node")!, [Script("lanes.js"), folder.Write("plan.json", plan.ToJsonString())], modules);
        using var http = new HttpClient();
        var control = new Uri($"http://127.0.0.1:{(await pages.PortsAsync())["control"]}");
        var saw = await Task.WhenAll(lanes.Select(async lane =>
        {
            // Where the time is over, what the lane has seen by then is told all the same.
            await lane.Enough.WaitAsync(s_limit).ContinueWith(_ => { }, TaskScheduler.Default);
            return JsonNode.Parse(await http.GetStringAsync(new Uri(control, $"/end?lane={lane.Name}")))!;
        }));
        // So that nothing is written to its folder any more.
        await http.GetStringAsync(new Uri(control, "/close"));
        var report = JsonNode.Parse(await http.GetStringAsync(new Uri(app, "/report")))!;
        foreach (var (lane, page) in lanes.Zip(saw))
            output.WriteLine($"{lane.Name}: {lane.Cuts.Count} cuts of {string.Join(", ", lane.Cuts.GroupBy(cut => ChaosLane.Verb(cut.Target)).Select(each => $"{each.Count()} {each.Key}"))}; {page.ToJsonString()}");
        output.WriteLine(report.ToJsonString());
        foreach (var (lane, page) in lanes.Zip(saw))
        {
            page["failed"].ShouldBeNull();
            for (var at = 0; at < Sockets; at++)
            {
                Check($"{lane.Name}-{at}", page["sockets"]![at]!, report[$"{lane.Name}-{at}"]!);
                CheckCarriers(lane.Name, [.. page["sockets"]![at]!["carriers"]!.AsArray().Select(each => (string)each!)]);
            }

            // Each was cut while it carried, and so were the requests that bring what pages send.
            foreach (var verb in s_carriers[lane.Name].Cut)
                lane.CutsOf(verb).ShouldBeGreaterThanOrEqualTo(ChaosLane.LeastOfEach, $"{lane.Name}: {verb}");
        }

        lanes.Sum(lane => lane.Cuts.Count).ShouldBeGreaterThanOrEqualTo(1000);
        foreach (var verb in (string[])["ws", "stream", "sse", "poll", "up"])
            lanes.Sum(lane => lane.CutsOf(verb)).ShouldBeGreaterThan(20, verb);
    }

    private static void CheckCarriers(string lane, string[] carriers)
    {
        var (must, may, _) = s_carriers[lane];
        var words = $"{lane}: {string.Join(", ", carriers)}";
        must.Except(carriers).ShouldBeEmpty(words);
        carriers.Except(must).Except(may).ShouldBeEmpty(words);
        if (lane != "wavering")
            return;
        // It went both ways, under traffic.
        var turns = carriers.Zip(carriers.Skip(1)).ToList();
        turns.ShouldContain(turn => turn.First == "websocket", words);
        turns.ShouldContain(turn => turn.Second == "websocket", words);
    }

    private static void Check(string name, JsonNode page, JsonNode app)
    {
        ((string?)page["wrong"]).ShouldBeNull(name);
        ((string?)app["wrong"]).ShouldBeNull(name);
        ((int)app["connections"]!).ShouldBe(1, name);
        ((int)page["opens"]!).ShouldBe(1, name);
        ((int)page["errors"]!).ShouldBe(0, name);
        ((int)app["received"]!).ShouldBe((int)page["sent"]!, name);
        ((int)page["received"]!).ShouldBe((int)app["sent"]!, name);
        ((int)page["sent"]!).ShouldBeGreaterThan(100, name);
        ((int)app["sent"]!).ShouldBeGreaterThan(100, name);
        (page["isEnded"]?.GetValue<bool>()).ShouldBe(true, name);
        ((int)page["code"]!, (string)page["reason"]!, (bool)page["wasClean"]!).ShouldBe((4000, $"took {page["sent"]}", true), name);
        ((int)app["code"]!).ShouldBe(4000, name);
    }
}
