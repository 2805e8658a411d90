using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A route of Contour's that does not let WebSockets pass.</summary>
internal sealed class ContourWebsocketsOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("contour-websockets-off", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "Contour lets upgrades pass only on routes with enableWebsockets. On the others Envoy refuses them with an empty 403.",
        Fix = "Set enableWebsockets: true on the socket's route.",
        Source = "https://projectcontour.io/docs/1.30/config/websockets/",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from proxy in file.Objects
        where proxy.Kind == "HTTPProxy" && proxy.Api.StartsWith("projectcontour.io/", StringComparison.Ordinal)
        from socket in deployment.Sockets
        let route = RouteOf(proxy, socket.Path)
        where route is not null && route["services"] is not null && route["enableWebsockets"] is not DataScalar { Truth: true } and not DataScalar { IsTemplate: true }
        let at = (route as DataMap)?.Find("enableWebsockets")?.At ?? First(route["services"]!)
        select Info.Found(at, $"this route does not let WebSockets pass, so {socket.Path} gets an empty 403");

    private static Span First(DataNode services) => services.Items is [DataMap { Pairs: [var first, ..] }, ..] ? first.At : services.At;

    // The longest prefix wins; a route with other conditions is none that can be judged.
    private static DataNode? RouteOf(KubernetesObject proxy, string path) =>
        (proxy.Spec?["routes"]?.Items ?? [])
            .Select(route => (Route: route, Conditions: route["conditions"]?.Items ?? []))
            .Where(one => one.Conditions.All(condition => condition["header"] is null && condition["queryParameter"] is null && condition["regex"] is null))
            .Select(one => (one.Route, Prefix: string.Concat(one.Conditions.Select(condition => (condition["prefix"] ?? condition["exact"])?.Text)) is { Length: > 0 } prefix ? prefix : "/"))
            .Where(one => path.StartsWith(one.Prefix, StringComparison.Ordinal)).OrderByDescending(one => one.Prefix.Length).FirstOrDefault().Route;
}
