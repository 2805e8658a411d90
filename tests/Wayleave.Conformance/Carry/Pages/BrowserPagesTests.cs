using System.Text.Json.Nodes;
using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve;
using Wayleave.Conformance.Serve.Apps;
using Wayleave.Conformance.Serve.Apps.Kinds;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Carry.Pages;

/// <summary>Pages of a real app with content policies of every kind, changed by the real program, in a real Chromium.</summary>
public sealed class BrowserPagesTests
{
    // What the app's own script does there, and whether the page may ask its own origin.
    private static readonly (string Name, bool RunsOwn, bool Asks)[] s_pages =
    [
        ("plain", true, true), ("self", true, true), ("nonce", true, true), ("nonce-strict", true, true), ("hashes", true, true), ("hashes-strict", true, true),
        ("none", false, false), ("script-none", false, true), ("inline", true, true), ("several", true, true), ("integrity", true, true), ("base", true, true), ("headless", true, true),
    ];

    [Fact]
    public async Task The_script_runs_first_on_each_page_and_the_pages_own_scripts_do_what_they_did()
    {
        AppsWorld.SkipFor(PythonApp.Has("tornado") ? BrowserRun.Lacking : "python3-tornado");
        using var folder = new ScratchFolder("pages");
        await using var app = RunningProgram.Start("app", PythonApp.Python, [Scripts.App("pages_app.py")]);
        var port = (await app.PortsAsync())["pages"];
        await using var served = await ServedProgram.StartAsync(null, "--to", $"http://127.0.0.1:{port}", "--listen", "127.0.0.1:0", "--carry", "auto");
        var run = await ProgramRun.OfAsync(InstalledPrograms.Find("node")!, SourceTree.At("tests", "Wayleave.Conformance", "Carry", "Pages", "pages.js"), folder.Write("plan.json", new JsonObject
        {
            ["executable"] = BrowserRun.Program, ["profile"] = Path.Combine(folder.Path, "profile"), ["origin"] = served.Url.GetLeftPart(UriPartial.Authority),
            ["pages"] = new JsonArray([.. s_pages.Select(page => (JsonNode)page.Name), "sandbox"]),
        }.ToJsonString()));
        var saw = JsonNode.Parse(run.Lines()[^1])!.AsObject();

        foreach (var (name, runsOwn, asks) in s_pages)
            foreach (var time in new[] { "once", "again" })
            {
                var page = saw[name]![time]!;
                var words = $"{name}, {time}: {page.ToJsonString()}";
                ((int)page["loaded"]!).ShouldBe(1, words);
                ((int)page["failed"]!).ShouldBe(0, words);
                ((bool)page["carries"]!).ShouldBeTrue(words);
                ((string)page["first"]!).ShouldContain("wayleave=script.", Case.Sensitive, words);
                new Uri((string)page["url"]!).AbsolutePath.ShouldBe($"/{name}", words);
                ((bool)page["own"]!).ShouldBe(runsOwn, words);
                ((bool)page["asks"]!).ShouldBe(asks, words);
                if (time == "once")
                    ((string?)page["encoding"]).ShouldBe("gzip", words);
            }

        // The app's tag, and ours behind it; the app is asked with its own, and says that nothing has changed.
        ((string)saw["plain"]!["once"]!["tag"]!).ShouldMatch("^W/\"[0-9a-f]+\\.wl[0-9a-f]{16}[sw]\"$");
        ((string?)saw["plain"]!["again"]!["asked"]).ShouldBe((string?)saw["plain"]!["once"]!["tag"]);
        // A 304 has nothing that is packed.
        ((string?)saw["plain"]!["again"]!["encoding"]).ShouldBeNull();
        // Where no script could ask anybody, none is added.
        ((string)saw["sandbox"]!["once"]!["first"]!).ShouldNotContain("wayleave");
        ((bool)saw["sandbox"]!["once"]!["own"]!).ShouldBeTrue();
        ((bool)saw["sandbox"]!["once"]!["carries"]!).ShouldBeFalse();
    }
}
