using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Apps.Kinds;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>The carried apps and their pages.</summary>
internal static class CarriedTable
{
    private const string NoUpgrades = "apprunner";
    private const string Late = ":latency=300ms";
    private const string Cuts = "proxy:lifetime=1s";

    /// <summary>The folder of the pages that are ours.</summary>
    public static string PagesFolder { get; } = SourceTree.At("tests", "Wayleave.Conformance", "Carry", "Apps", "Pages");

    /// <summary>The apps.</summary>
    public static IReadOnlyList<IServedApp> Apps { get; } =
    [
        new PythonApp("counting", "counting_app.py", "tornado", PagesFolder),
        new NodeApp("counting-socketio", "counting_socketio_app.js", "socket.io", PagesFolder),
        new CountingHubApp(),
        new JupyterApp(),
        new NodeRedApp(),
        new StreamlitApp(),
    ];

    /// <summary>The pages. A place in the list gives each its own address.</summary>
    public static IReadOnlyList<CarriedPage> Pages { get; } =
    [
        new("jupyter", "notebook", "jupyter", NoUpgrades),
        new("node-red", "flows", "node-red", NoUpgrades),
        new("streamlit-apprunner", "works", "counting", NoUpgrades) { HasTwin = true },
        new("streamlit-cloudflare", "cut", "counting", "cloudflare:idle=1m:lifetime=1s") { HasTwin = true },
        new("streamlit-cloudflare-quiet", "cut", "counting", "cloudflare:idle=800ms:lifetime=1m") { HasTwin = true, Path = "/?quiet" },
        new("streamlit-nginx", "works", "counting", "nginx") { HasTwin = true },
        // The wheel has no pages: its socket is beside a page of ours.
        new("streamlit-server", "script", "counting", NoUpgrades) { Beside = ("/_stcore", "streamlit-server"), Path = "/away.html" },
        .. Clients("socketio", "counting-socketio"),
        .. Clients("signalr", "counting-hub"),
        new("streamlit-severed", "severed", "counting", NoUpgrades),
        new("socketio-severed", "severed", "counting-socketio", NoUpgrades),
        new("signalr-severed", "severed", "counting-hub", NoUpgrades),
        .. Lives("reload"), .. Lives("shut"), .. Lives("navigation"), .. Lives("back"),
        .. Lives("hurry"), .. Lives("away"),
        .. Lives("parting").Select(page => page with { Hop = page.Hop + Late }),
        new("parting-native", "parting", "counting", "proxy" + Late) { Carry = "off" },
        .. Lives("crash").Select(page => page with { Carry = "{ grace: 1s }" }),
        new("frame", "frame", "counting", NoUpgrades),
        new("sandbox", "sandbox", "counting", NoUpgrades),
        new("worker", "worker", "counting", NoUpgrades) { Path = "/worker.html" },
        new("blob-worker", "worker", "counting", NoUpgrades) { Path = "/worker.html?blob" },
        new("tabs", "tabs", "counting", NoUpgrades),
        new("badge", "badge", "counting", "proxy") { Carry = "{ badge: true }" },
    ];

    private static IEnumerable<CarriedPage> Clients(string name, string app) =>
        [new($"{name}-apprunner", "works", app, NoUpgrades) { HasTwin = true }, new($"{name}-cut", "cut", app, Cuts) { HasTwin = true }];

    private static IEnumerable<CarriedPage> Lives(string kind) =>
        [new($"{kind}-socket", kind, "counting", "proxy"), new($"{kind}-stream", kind, "counting", NoUpgrades)];
}
