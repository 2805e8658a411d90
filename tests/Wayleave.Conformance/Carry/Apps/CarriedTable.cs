using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Serve.Apps.Kinds;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>The carried apps and their pages.</summary>
internal static class CarriedTable
{
    private const string NoUpgrades = "apprunner";

    /// <summary>The apps.</summary>
    public static IReadOnlyList<IServedApp> Apps { get; } =
    [
        new PythonApp("counting", "counting_app.py", "tornado", SourceTree.At("tests", "Wayleave.Conformance", "Carry", "Apps", "Pages")),
    ];

    /// <summary>The pages. A place in the list gives each its own address.</summary>
    public static IReadOnlyList<CarriedPage> Pages { get; } =
    [
        new("streamlit-apprunner", "works", "counting", NoUpgrades) { HasTwin = true },
        new("streamlit-cloudflare", "cut", "counting", "cloudflare:idle=1m:lifetime=1s") { HasTwin = true },
        new("streamlit-cloudflare-quiet", "cut", "counting", "cloudflare:idle=800ms:lifetime=1m") { HasTwin = true, Path = "/?quiet" },
        new("streamlit-nginx", "works", "counting", "nginx") { HasTwin = true },
        .. Lives("reload"), .. Lives("shut"), .. Lives("navigation"), .. Lives("back"),
        .. Lives("crash").Select(page => page with { Carry = "{ grace: 1s }" }),
        new("frame", "frame", "counting", NoUpgrades),
        new("worker", "worker", "counting", NoUpgrades),
    ];

    private static IEnumerable<CarriedPage> Lives(string kind) =>
        [new($"{kind}-socket", kind, "counting", "proxy"), new($"{kind}-stream", kind, "counting", NoUpgrades)];
}
