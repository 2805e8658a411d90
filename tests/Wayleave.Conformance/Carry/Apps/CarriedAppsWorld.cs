using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.Conformance.Serve.Apps.Kinds;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>The carried apps, started side by side and once; one <c>wayleave serve</c> before them, a hop before that for each page, and one real Chromium.</summary>
/// <remarks>Each page has a loopback address of its own, 127.0.4.N, at which its hop listens, and a route for that Host; its twin without carry has 127.0.5.N.</remarks>
public sealed class CarriedAppsWorld : IAsyncLifetime
{
    private readonly Stand _stand = new();
    private readonly Dictionary<string, string> _missing = [];
    private ServedProgram? _served;
    private RunningProgram _browser = null!;

    /// <summary>What a page saw, when its work is done.</summary>
    /// <remarks>It did what it was to do, and nothing was thrown in it: anything else fails the test here. What an app needs and this machine lacks skips the test.</remarks>
    /// <param name="name">The page.</param>
    public async Task<JsonObject> SawAsync(string name)
    {
        AppsWorld.SkipFor(_missing.GetValueOrDefault(name));
        var start = $"{{\"name\":\"{name}\"";
        var line = await _browser.LineAsync(line => line.StartsWith(start, StringComparison.Ordinal));
        var saw = JsonNode.Parse(line)!.AsObject();
        saw["failed"].ShouldBeNull(line);
        saw["errors"]!.AsArray().ShouldBeEmpty(line);
        return saw;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (var page in CarriedTable.Pages)
        {
            if ((BrowserRun.Lacking ?? Lacking(page)) is { } lack)
                _missing[page.Name] = lack;
        }

        var pages = CarriedTable.Pages.Where(page => !_missing.ContainsKey(page.Name)).ToList();
        if (pages.Count == 0)
            return;
        var started = CarriedTable.Apps.Where(app => pages.SelectMany(page => page.Apps).Contains(app.Name))
            .Select(async app => KeyValuePair.Create(app.Name, await app.StartAsync(_stand)));
        var ports = new Dictionary<string, int>(await Task.WhenAll(started));

        var folder = _stand.Folder("serve");
        _served = await ServedProgram.StartAsync(null, "-c", folder.Write("wayleave.yaml",
            $"""
            listen: 127.0.0.1:0
            routes:
            {string.Join('\n', pages.SelectMany(page => Routes(page, ports)))}

            """));
        var hops = new CarriedHops(_stand, _served.Url);
        var jobs = new JsonObject();
        foreach (var page in pages)
        {
            var job = new JsonObject { ["kind"] = page.Kind, ["url"] = new Uri(await hops.StartAsync(page.Hop, HostOf(page)), page.Path).AbsoluteUri };
            if (page.HasTwin)
                job["twin"] = new Uri(await hops.StartAsync(page.Hop, TwinOf(page)), page.Path).AbsoluteUri;
            jobs[page.Name] = job;
        }

        _browser = _stand.Start("browser", InstalledPrograms.Find("node")!,
        [
            SourceTree.At("tests", "Wayleave.Conformance", "Carry", "Apps", "Scripts", "browser.js"),
            folder.Write("plan.json", new JsonObject
            {
                ["executable"] = BrowserRun.Program,
                ["profile"] = Path.Combine(folder.Path, "profile"),
                ["screenshots"] = Directory.CreateDirectory(SourceTree.At("artifacts", "test", "screenshots")).FullName,
                ["jobs"] = jobs,
            }.ToJsonString()),
        ]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
            await _served.DisposeAsync();
        await _stand.DisposeAsync();
    }

    private static string? Lacking(CarriedPage page) =>
        page.Hop == CarriedHops.Nginx && FrontProxies.Lacking("nginx") is { } nginx ? nginx
            : CarriedTable.Apps.Where(app => page.Apps.Contains(app.Name)).Select(app => app.Lacking()).FirstOrDefault(lack => lack is not null);

    private static IEnumerable<string> Routes(CarriedPage page, Dictionary<string, int> ports)
    {
        yield return Route(page.Name, HostOf(page), "/", ports[page.App], page.Carry);
        if (page.Beside is { } beside)
            yield return Route($"{page.Name}-beside", HostOf(page), beside.Path, ports[beside.App], page.Carry);
        if (page.HasTwin)
            yield return Route($"{page.Name}-twin", TwinOf(page), "/", ports[page.App], "off");
    }

    private static string Route(string name, string host, string path, int port, string carry) =>
        $$"""  - { name: {{name}}, path: {{path}}, hosts: ["{{host}}"], proxy: "http://127.0.0.1:{{port}}", carry: {{carry}} }""";

    private static string HostOf(CarriedPage page) => $"127.0.4.{PlaceOf(page)}";

    private static string TwinOf(CarriedPage page) => $"127.0.5.{PlaceOf(page)}";

    private static int PlaceOf(CarriedPage page) => CarriedTable.Pages.ToList().IndexOf(page) + 1;
}
