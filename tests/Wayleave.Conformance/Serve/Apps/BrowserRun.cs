using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Apps.Kinds;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Apps;

/// <summary>One run of a real Chromium that does every page's work side by side; starting it takes longer than its work.</summary>
/// <param name="pages">What each page saw, by the job's name.</param>
internal sealed class BrowserRun(JsonObject pages)
{
    /// <summary>The browser.</summary>
    public const string Program = "/usr/bin/chromium";

    /// <summary>What a browser needs and this machine lacks; null if it is all there.</summary>
    public static string? Lacking => InstalledPrograms.Find(Program) is null ? "chromium" : NodePackages.Lacking("playwright-core");

    /// <summary>What a page saw. It did what it was to do: anything else fails the test here.</summary>
    public JsonObject this[string job]
    {
        get
        {
            var page = pages[job]!.AsObject();
            page["failed"].ShouldBeNull(page.ToJsonString());
            return page;
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="world">The apps.</param>
    /// <param name="folder">For its profile.</param>
    public static async Task<BrowserRun> OfAsync(AppsWorld world, ScratchFolder folder)
    {
        var screenshots = Directory.CreateDirectory(SourceTree.At("artifacts", "test", "screenshots")).FullName;
        var plan = new JsonObject
        {
            ["executable"] = Program,
            ["profile"] = Path.Combine(folder.Path, "profile"),
            ["screenshots"] = screenshots,
            ["jobs"] = new JsonObject(
                from job in Jobs(world)
                where AppsTable.All.Single(a => a.Name == job.App).Lacking() is null
                select KeyValuePair.Create<string, JsonNode?>(job.Name, new JsonObject { ["kind"] = job.Kind, ["url"] = job.Url.AbsoluteUri })),
        };
        var run = await ProgramRun.NodeAsync("browser.js", folder.Write("plan.json", plan.ToJsonString()));
        return new BrowserRun(JsonNode.Parse(run.Lines()[^1])!.AsObject());
    }

    private static IEnumerable<(string Name, string App, string Kind, Uri Url)> Jobs(AppsWorld world)
    {
        var (api, flows, screen) = (world.AddressOf("uvicorn"), world.AddressOf("node-red"), world.AddressOf("novnc"));
        yield return ("http1", "uvicorn", "who", api.Url("http"));
        yield return ("http2", "uvicorn", "who", api.Url("https"));
        yield return ("node-red", "node-red", "nodeRed", flows.Url("http"));
        yield return ("node-red-tls", "node-red", "nodeRed", flows.Url("https"));
        yield return ("novnc", "novnc", "noVnc", screen.Url("http", "/vnc_lite.html?path=websockify"));
    }
}
