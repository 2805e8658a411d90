using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Client;

/// <summary>The browser's client in a real Chromium, before the real program, each page behind an edge that cuts every connection again and again.</summary>
public sealed class BrowserClientTests
{
    private const string Key = "the-key-of-the-admin";
    private const int Pages = 6;
    private const int Cuts = 12;
    private const int EventsBetween = 5;
    private const int Count = (Cuts + 1) * EventsBetween;
    private static readonly string[] s_channels = ["user:7:events", "news"];

    [Fact]
    public async Task While_the_edge_cuts_everything_each_page_gets_every_event_once_and_in_order()
    {
        AppsWorld.SkipFor(BrowserRun.Lacking);
        using var folder = new ScratchFolder("client");
        await using var served = await ServedProgram.StartAsync(null, "-c", folder.Write("wayleave.yaml",
            $$"""
            listen: 127.0.0.1:0
            admin: { listen: "127.0.0.1:0", key: "{{Key}}" }
            routes:
              - { path: "/ws/{user_id}", events: "user:{user_id}:events" }
            """), "--admin", "127.0.0.1:0");
        var admin = (await served.SaysAsync("(admin: ")).Split("(admin: ")[1].TrimEnd(')');
        await using var edges = new CuttingEdges(new IPEndPoint(IPAddress.Loopback, served.Url.Port), Pages);
        using var publisher = new HttpClient { BaseAddress = new Uri(admin) };
        publisher.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);

        await using var pages = RunningProgram.Start("pages", InstalledPrograms.Find("node")!, [SourceTree.At("tests", "Wayleave.Conformance", "Client", "pages.js"), folder.Write("plan.json", new JsonObject
        {
            ["executable"] = BrowserRun.Program, ["profile"] = Path.Combine(folder.Path, "profile"), ["origins"] = new JsonArray([.. edges.All.Select(edge => edge.Url)]), ["admin"] = admin, ["key"] = Key,
            ["channels"] = new JsonArray([.. s_channels]), ["route"] = "/ws/7", ["count"] = Count,
        }.ToJsonString())], new Dictionary<string, string> { ["NODE_PATH"] = NodePackages.Folder });
        await pages.LineAsync(line => line == "open");
        for (var n = 1; n <= Count; n++)
        {
            foreach (var channel in s_channels)
                await PublishAsync(publisher, channel, n);
            // None after the last: who has got them all goes, and comes back from no cut.
            if (n % EventsBetween != 0 || n == Count)
                continue;
            // Some of these are on their way, some have come, and some pages may only be about to come back.
            foreach (var edge in edges.All)
                edge.Cut();
            await edges.UsedAsync(pages);
        }

        var seen = JsonNode.Parse(await pages.LineAsync(line => line.StartsWith('{')))!.AsObject();
        seen.Count.ShouldBe(Pages);
        foreach (var (page, saw) in seen)
        {
            foreach (var channel in page.StartsWith("route", StringComparison.Ordinal) ? [s_channels[0]] : s_channels)
                saw!["events"]!.AsArray().Where(each => (string)each![0]! == channel).Select(each => (int)each![1]!).ShouldBe(Enumerable.Range(1, Count), $"{page}: {saw.ToJsonString()}");
            saw!["gaps"]!.AsArray().ShouldBeEmpty(page);
            // A browser repeats a request by itself whose connection was cut before the answer began, but no handshake. A cut may hit one of its
            // idle connections instead.
            if (page.EndsWith("ws", StringComparison.Ordinal))
                ((int)saw["disconnects"]!).ShouldBeGreaterThan(Cuts / 2, page);
        }

        edges.All.ShouldAllBe(edge => edge.Count > Cuts);
    }

    private static async Task PublishAsync(HttpClient publisher, string channel, int n)
    {
        using var body = new StringContent($$"""{"n":{{n}}}""", new MediaTypeHeaderValue("application/json"));
        using var answer = await publisher.PostAsync(new Uri($"/channels/{channel}", UriKind.Relative), body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
    }
}
