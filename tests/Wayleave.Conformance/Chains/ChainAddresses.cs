using System.Text.RegularExpressions;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Chains;

/// <summary>Fills in a row's placeholders.</summary>
internal sealed partial class ChainAddresses(Chain chain, IReadOnlyDictionary<string, int> apps, string tlsFolder)
{
    private readonly Dictionary<string, int> _own = [];

    /// <summary>The port of a placeholder of this row's own: <c>listen</c>, <c>inner</c>, …</summary>
    public int Own(string name)
    {
        if (!_own.TryGetValue(name, out var port))
            _own[name] = port = LoopbackPorts.Free();
        return port;
    }

    /// <summary>The text with every placeholder filled in.</summary>
    public string Fill(string text) => Placeholder().Replace(text, match => match.Groups["name"].Value switch
    {
        "name" => chain.Name,
        "tls" => tlsFolder,
        "port" => $"{Own("listen")}",
        "listen" or "inner" or "inner2" or "dead" => $"127.0.0.1:{Own(match.Groups["name"].Value)}",
        "dead-port" => $"{Own("dead")}",
        "inner-port" => $"{Own("inner")}",
        var app when app.EndsWith("-port", StringComparison.Ordinal) => $"{App(app[..^5])}",
        var app => $"127.0.0.1:{App(app)}",
    });

    /// <summary>The apps that a text names.</summary>
    public static IEnumerable<string> AppsIn(string text) => Placeholder().Matches(text).Select(m => m.Groups["name"].Value)
        .Select(app => app.EndsWith("-port", StringComparison.Ordinal) ? app[..^5] : app)
        .Except(["name", "tls", "port", "listen", "inner", "inner2", "dead"]);

    private int App(string app) => apps.TryGetValue(app, out var port)
        ? port
        : throw new InvalidOperationException($"{chain.Name} names the app {app}, which is none");

    [GeneratedRegex("@(?<name>[a-z0-9-]+)@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
