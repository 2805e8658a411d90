using System.Text.Json;
using System.Text.Json.Nodes;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains;

/// <summary><c>wayleave doctor</c> as a user runs it, before the same chains: exit status, JSON, and what it makes of bad input.</summary>
[Collection<ChainCollection>]
public sealed class CommandTests(ChainWorld world)
{
    private static readonly string[] Short = ["--hold", "1s", "--timeout", "3s", "--format", "json"];

    [Theory]
    [InlineData("nginx-uvicorn", 0, "works", null)]
    [InlineData("haproxy-streamlit", 0, "works", null)]
    [InlineData("nginx-no-upgrade-streamlit", 1, "broken", "upgrade-header-stripped")]
    [InlineData("haproxy-backend-down", 1, "broken", "backend-down")]
    [InlineData("nginx-https-redirect", 1, "broken", "redirect-on-upgrade")]
    [InlineData("garbage", 1, "broken", "protocol-violation")]
    [InlineData("huge-head", 1, "broken", "protocol-violation")]
    [InlineData("silent-upgrade", 1, "broken", "upgrade-unanswered")]
    public async Task Exit_status_and_json_say_what_the_verdict_says(string name, int status, string verdict, string? cause)
    {
        var chain = ChainTable.Named(name);
        Assert.SkipUnless(world.Missing(chain) is null, $"not installed: {world.Missing(chain)}");
        var run = await CommandRun.OfAsync(["doctor", world.Url(chain).AbsoluteUri, .. Short]);

        run.Status.ShouldBe(status, run.Output + run.Errors);
        var report = Report(run);
        ((string?)report["schema"]).ShouldBe("wayleave/doctor/1");
        ((string?)report["verdict"]).ShouldBe(verdict);
        report["findings"]!.AsArray().Where(f => (string?)f!["severity"] != "info").Select(f => (string?)f!["cause"]).FirstOrDefault().ShouldBe(cause);
        HoldsTogether(report);
    }

    [Fact]
    public async Task A_saved_run_replays_to_the_same_findings()
    {
        var chain = ChainTable.Named("nginx-no-upgrade-streamlit");
        Assert.SkipUnless(world.Missing(chain) is null, $"not installed: {world.Missing(chain)}");
        using var folder = new ScratchFolder("replay");
        var file = Path.Combine(folder.Path, "run.json");

        var first = await CommandRun.OfAsync(["doctor", world.Url(chain).AbsoluteUri, "--save", file, .. Short]);
        var again = await CommandRun.OfAsync("doctor", "--from", file, "--format", "json");

        again.Status.ShouldBe(first.Status, again.Output + again.Errors);
        Report(again)["findings"]!.ToJsonString().ShouldBe(Report(first)["findings"]!.ToJsonString());
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("ftp://127.0.0.1/ws")]
    [InlineData("ws://")]
    [InlineData("ws://127.0.0.1:99999/ws")]
    [InlineData("ws://[::1/ws")]
    public async Task What_is_no_url_is_an_error_with_status_2(string url)
    {
        var run = await CommandRun.OfAsync("doctor", url, "--format", "json");

        run.Status.ShouldBe(2, run.Output + run.Errors);
        ((string?)Report(run)["error"]).ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("ws://name.invalid/ws", "dns-not-found")]
    [InlineData("ws://127.0.0.1:1/ws", "backend-down")]
    public async Task What_cannot_be_reached_is_a_finding(string url, string cause)
    {
        var run = await CommandRun.OfAsync(["doctor", url, .. Short]);

        run.Status.ShouldBe(1, run.Output + run.Errors);
        ((string?)Report(run)["findings"]![0]!["cause"]).ShouldBe(cause);
        HoldsTogether(Report(run));
    }

    // One JSON object on standard output and nothing else, and nowhere a stack trace.
    private static JsonObject Report(CommandRun run)
    {
        (run.Output + run.Errors).ShouldNotContain("   at Wayleave.");
        return JsonNode.Parse(run.Output, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Disallow })!.AsObject();
    }

    // Hops that findings name are in the chain, and probes that they rest on were made.
    private static void HoldsTogether(JsonObject report)
    {
        var hops = report["hops"]!.AsArray().Select(h => (string)h!["name"]!).ToHashSet();
        var probes = report["probes"]!.AsArray().Select(p => (string)p!["id"]!).ToHashSet();
        foreach (var finding in report["findings"]!.AsArray())
        {
            hops.ShouldContain((string)finding!["hop"]!);
            finding["evidence"]!.AsArray().ShouldNotBeEmpty();
            foreach (var id in finding["evidence"]!.AsArray())
                probes.ShouldContain((string)id!);
        }
    }
}
