using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Hosting;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>Netlify is told to hand a socket's path on to another host.</summary>
internal sealed class NetlifyPassesNoSockets : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("netlify-passes-no-sockets", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "A redirect with status 200 lets Netlify ask another host in the visitor's place. It passes plain requests on that way, and no upgrades.",
        Fix = "Let pages open the socket on the other host itself: wss://api.example.com/ws.",
        Source = "https://github.com/netlify/cli/issues/326",
        Kinds = ["hosting"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<HostingFile>()
        where file.Source.Name.EndsWith("netlify.toml", StringComparison.Ordinal)
        from redirect in file.Root?["redirects"]?.Items ?? []
        let path = redirect["from"] as DataScalar
        where path is not null && IsSockets(deployment, path.Value)
        where redirect["status"]?.Text == "200" && redirect["to"]?.Text is { } to && (to.StartsWith("http", StringComparison.Ordinal) || to.StartsWith("ws", StringComparison.Ordinal))
        select Info.Found(path.At, $"Netlify asks {redirect["to"]!.Text} in the visitor's place for {path.Value}, and passes no upgrade on: no socket opens there");

    private static bool IsSockets(Deployment deployment, string from)
    {
        string path = from.TrimEnd('*');
        return SocketPathNames.Says(path) || deployment.Sockets.Any(socket => socket.From is SocketPathFrom.Told && path.Length > 1 && socket.Path.StartsWith(path.TrimEnd('/'), StringComparison.Ordinal));
    }
}
