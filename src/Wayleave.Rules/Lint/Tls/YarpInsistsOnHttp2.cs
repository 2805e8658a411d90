using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.AspNet;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>YARP is told to speak HTTP/2 or nothing to an app.</summary>
internal sealed class YarpInsistsOnHttp2 : ILintRule
{
    private static readonly string[] s_insisting = ["RequestVersionExact", "RequestVersionOrHigher"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("yarp-insists-on-http2", CauseNames.AlpnH2OnlyBackend, Severity.Warning)
    {
        Why = "By itself YARP goes back to HTTP/1.1 where an app does not take a socket over HTTP/2. A VersionPolicy that allows no lower version takes that away: the socket opens only if the app knows extended CONNECT.",
        Fix = "Leave VersionPolicy at RequestVersionOrLower for the cluster that has the sockets, or set \"Version\": \"1.1\".",
        Source = "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/yarp/websockets",
        Kinds = ["appsettings"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<AppSettingsFile>()
        where !file.IsForDevelopers
        let routes = YarpRoute.Of(file.Root)
        from route in routes
        where deployment.Sockets.Any(socket => socket.From is not SocketPathFrom.Everywhere && route.Takes(socket.Path, null))
        let policy = route.Cluster.Any("HttpRequest", "VersionPolicy")
        where policy?.Text is { } text && s_insisting.Contains(text, StringComparer.OrdinalIgnoreCase)
        let version = route.Cluster.Any("HttpRequest", "Version")?.Text ?? "2"
        where version.StartsWith('2')
        select Info.Found(policy.At, "YARP speaks HTTP/2 or nothing to the app: where that has no extended CONNECT, no socket opens");
}
