using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>ingress-nginx ends all sockets soon after each reload, and each change of any ingress is a reload.</summary>
internal sealed class IngressReloadEndsSockets : ILintRule
{
    // Below this, a cluster in which something changes every day drops its users within an hour of each change.
    private static readonly TimeSpan s_enough = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("ingress-nginx-reload-ends-sockets", CauseNames.ReloadDropsConnections, Severity.Warning)
    {
        Why = "A change of any ingress reloads nginx. The old workers keep their sockets until worker-shutdown-timeout is over, and then end all of them at once.",
        Fix = "Raise worker-shutdown-timeout, give often changed ingresses a class and controller of their own, and let clients reconnect.",
        Source = "https://github.com/Octops/gameserver-ingress-controller/issues/21",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from map in file.Objects
        where map.Kind == "ConfigMap"
        let entry = (map.Node["data"] as DataMap)?.Find("worker-shutdown-timeout")
        where entry?.Value is DataScalar { IsTemplate: false }
        let time = NginxUnits.Time(entry.Value.Text!)
        where time is not null && time.Value < s_enough
        select Info.Found(entry.At, $"{Durations.Text(time.Value)} after each reload, which any change of an ingress causes, every open socket is ended");
}
