using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Envoy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A route for sockets stands behind one that takes all its requests.</summary>
internal sealed class EnvoyRouteUnreached : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("envoy-route-unreached", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "Envoy takes the first route of a virtual host that fits, not the longest prefix. Behind prefix: \"/\" nothing is reached.",
        Fix = "Put the route for the socket in front of the general one.",
        Source = "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_routing",
        Kinds = ["envoy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<EnvoyFile>()
        from manager in file.Managers
        from host in manager.VirtualHosts
        let routes = host.Each("routes")
        from number in Enumerable.Range(0, routes.Length)
        let own = EnvoyTree.PathOf(routes[number])
        let path = own?.Value.Text
        where path is not null && deployment.Sockets.Any(socket => socket.Path == path)
        let first = routes.Take(number).FirstOrDefault(earlier => TakesAll(earlier, path))
        where first is not null && !SameWay(first, routes[number])
        select Info.Found(own.At, $"no request reaches this route: the one on line {EnvoyTree.PathOf(first)!.At.Line} takes {path} first, and leads elsewhere");

    // A route that asks for more than a path lets others pass.
    private static bool TakesAll(DataNode route, string path) =>
        route.Get("match") is DataMap { Entries: [{ Key: "prefix", Value.Text: { } prefix }] } && path.StartsWith(prefix, StringComparison.Ordinal);

    private static bool SameWay(DataNode one, DataNode other) =>
        one.Get("route", "cluster")?.Text is { } cluster && cluster == other.Get("route", "cluster")?.Text;
}
