using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Carry.Suite;

/// <summary>
/// What pages rely on of WebSocket, in a real Chromium: the browser's own, straight to the app and through the gateway, and the carried one over each transport, by the same rows.
/// Where a way differs, `Rows/checks.js` says how and why.
/// </summary>
public sealed class SocketSuiteTests
{
    private const int LeastRows = 60;

    // What the hop in front of the gateway does decides which way is left. A page's address begins with the way's name, and so do those of its sockets, by which the log tells them apart.
    private static readonly (string Name, string? Hop, string? Transport)[] s_ways =
    [
        ("direct", null, null),
        ("native", "proxy", null),
        ("websocket", "proxy", "websocket"),
        ("stream", "proxy:status=403", "stream"),
        ("sse", "proxy:status=403:hold=application/octet-stream", "sse"),
        ("poll", "proxy:status=403:hold", "poll"),
    ];

    [Fact]
    public async Task The_carried_WebSocket_is_as_the_browsers_own_on_every_transport()
    {
        AppsWorld.SkipFor(BrowserRun.Lacking ?? NodePackages.Lacking("ws"));
        using var folder = new ScratchFolder("suite");
        var modules = new Dictionary<string, string> { ["NODE_PATH"] = NodePackages.Folder };
        await using var app = RunningProgram.Start("app", InstalledPrograms.Find("node")!, [Script("app.js")], modules);
        var appUrl = new Uri($"http://127.0.0.1:{(await app.PortsAsync())["app"]}");
        await using var served = await ServedProgram.StartAsync(null, "--to", appUrl.OriginalString, "--listen", "127.0.0.1:0", "--carry", "script");
        var hops = new Dictionary<string, LabChain>();
        try
        {
            foreach (var (name, hop, _) in s_ways)
                if (hop is not null)
                    hops[name] = await LabChain.StartAsync(LabPlan.Parse(hop), served.Url, new LabOptions());
            var plan = new JsonObject
            {
                ["executable"] = BrowserRun.Program, ["profile"] = Path.Combine(folder.Path, "profile"),
                ["ways"] = new JsonArray([.. s_ways.Select(way => new JsonObject
                {
                    ["name"] = way.Name, ["transport"] = way.Transport,
                    ["url"] = $"http://127.0.0.1:{(hops.GetValueOrDefault(way.Name)?.Url ?? appUrl).Port}/{way.Name}/{(way.Transport is null ? "" : "?carried")}",
                })]),
            };
            var run = await ProgramRun.OfAsync(InstalledPrograms.Find("node")!, Script("suite.js"), folder.Write("plan.json", plan.ToJsonString()));
            run.Status.ShouldBe(0, run.Output + run.Errors);
            var saw = JsonNode.Parse(run.Lines()[^1])!;
            var wrong = s_ways.SelectMany(way => Wrong(way.Name, way.Transport, saw[way.Name]!));
            string.Join('\n', wrong.Concat(await LoggedAsync(served))).ShouldBeEmpty();
        }
        finally
        {
            foreach (var hop in hops.Values)
                await hop.DisposeAsync();
        }
    }

    private static string Script(string name) => SourceTree.At("tests", "Wayleave.Conformance", "Carry", "Suite", name);

    /// <summary>What the pages saw: which rows do not hold, and which were carried by something else than the way's transport.</summary>
    private static IEnumerable<string> Wrong(string name, string? transport, JsonNode saw)
    {
        foreach (var (row, why) in saw["failed"]!.AsObject())
            yield return $"{name}, {row}: {why}";
        foreach (var error in saw["errors"]!.AsArray())
            yield return $"{name}: {error}";
        var rows = saw["carried"]!.AsObject();
        if (rows.Count < LeastRows)
            yield return $"{name}: only {rows.Count} rows ran";
        foreach (var (row, carriers) in rows)
            if (carriers!.AsArray().FirstOrDefault(each => (string)each! != transport) is { } other)
                yield return $"{name}, {row}: carried by {other}";
    }

    /// <summary>
    /// What the gateway has logged of each socket as it closed: what carried it was the way's transport, where anything did. Nothing yet may have carried one that was over as soon as it
    /// was open, so of those that the app closed, or the page before it had heard anything, nothing may be said.
    /// </summary>
    private static async Task<IEnumerable<string>> LoggedAsync(ServedProgram served)
    {
        await served.SignalAsync("TERM");
        await served.EndAsync();
        var closed = served.Output.Where(line => line.Contains(" socket closed ", StringComparison.Ordinal)).ToLookup(line => Field(line, "path").Split('/')[1], line => Field(line, "transport"));
        return s_ways.SelectMany(way => closed[way.Name].Where(transport => transport.Length > 0 && transport != way.Transport).Select(transport => $"{way.Name}: {transport} in the log")
            .Concat(closed[way.Name].Count(transport => transport == (way.Transport ?? "")) < (way.Hop is null ? 0 : LeastRows) ? [$"{way.Name}: the log has few of its sockets"] : []));
    }

    private static string Field(string line, string name) => line.Split($" {name}=") is [_, var behind] ? behind.Split(' ')[0] : "";
}
