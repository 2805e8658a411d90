using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Proxies;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Fixes.TriedFixes;

/// <summary>An app's own program as a part of a chain: a script with the fix in it, or a command line that starts a plain one.</summary>
/// <param name="product">The product as the page calls it.</param>
/// <param name="text">The script, or the command line, which begins with its program's name.</param>
internal sealed class TrialApp(string product, string text) : IProxy
{
    private const string Packages = "/usr/lib/python3/dist-packages";

    private static readonly string[] Commands = ["uvicorn ", "node ", "daphne ", "rm "];

    public string Name => product;

    public string Executable => "/bin/sh";

    public string? FragmentOf(Chain chain) => text;

    /// <summary>Whether a product's fixes are parts of an app and not of a proxy.</summary>
    public static bool Is(string product) => ChainWorld.Kinds.All(kind => kind.Name != product);

    /// <summary>What this app needs and this machine lacks; null if it is all there.</summary>
    public string? Lacking() => product switch
    {
        "node" => NodePackages.Lacking("ws"),
        "uvicorn" when InstalledPrograms.Find("/usr/bin/uvicorn") is null || !Directory.Exists($"{Packages}/websockets") => "uvicorn and python3-websockets",
        "fastapi" or "uvicorn" when !Directory.Exists($"{Packages}/fastapi") => "python3-fastapi",
        "django" when !Directory.Exists($"{Packages}/channels") => "python3-django-channels",
        "tornado" or "websockets" when !Directory.Exists($"{Packages}/{product}") => $"python3-{product}",
        _ => null,
    };

    /// <summary>The variables that the app is started with.</summary>
    public static Dictionary<string, string> Environment(string home) => new()
    {
        ["HOME"] = home, ["NODE_PATH"] = NodePackages.Folder, ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONUNBUFFERED"] = "1", ["PATH"] = "/usr/bin:/bin",
    };

    public IEnumerable<string> Prepare(ScratchFolder folder, string instance, IReadOnlyList<string> fragments)
    {
        var part = fragments.Single();
        var isCommand = Commands.Any(c => part.StartsWith(c, StringComparison.Ordinal));
        folder.Write("main.py", product is "uvicorn" or "django" || isCommand ? PlainApps.Of(product) : part);
        folder.Write("server.js", product == "node" && isCommand ? PlainApps.Of(product) : part);
        folder.Write("settings.py", product == "django" ? part : "");
        var command = isCommand ? part : product == "node" ? "node server.js" : "/usr/bin/python3 main.py";
        return ["-c", $"cd '{folder.Path}'\n{command}"];
    }
}
