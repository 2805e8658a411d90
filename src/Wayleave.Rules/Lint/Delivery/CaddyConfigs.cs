using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>What the rules about Caddy ask of a deployment.</summary>
internal static class CaddyConfigs
{
    /// <summary>Every proxy of every site, each once.</summary>
    public static IEnumerable<(CaddyFile File, CaddyProxy Proxy)> CaddyProxies(this Deployment deployment) =>
        deployment.Of<CaddyFile>().SelectMany(file => file.Servers.SelectMany(server => server.All).OfType<CaddyProxy>().DistinctBy(proxy => proxy.At).Select(proxy => (file, proxy)));

    /// <summary>The conditions on a header, of routes that pass something on.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="header">The header, in lower case.</param>
    public static IEnumerable<CaddyCondition> CaddyConditions(this Deployment deployment, string header) =>
        from file in deployment.Of<CaddyFile>()
        from server in file.Servers
        from route in server.All.OfType<CaddyRoute>()
        where route.Inside().Any(step => step is CaddyProxy)
        from set in route.Matcher
        from condition in set
        where condition.Name == "header" && condition.Field.Equals(header, StringComparison.OrdinalIgnoreCase) && !condition.Values.IsEmpty
        select condition;
}
