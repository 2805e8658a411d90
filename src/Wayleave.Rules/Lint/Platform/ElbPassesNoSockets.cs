using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A Service asks AWS for a classic balancer that speaks HTTP, which passes no upgrades.</summary>
internal sealed class ElbPassesNoSockets : ILintRule
{
    private const string Protocol = "service.beta.kubernetes.io/aws-load-balancer-backend-protocol";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("elb-http-listener", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "A classic load balancer with an HTTP or HTTPS listener does not pass Upgrade on. With a TCP or SSL listener it passes everything.",
        Fix = "Set the backend protocol to tcp or ssl, or use a network or an application load balancer.",
        Source = "https://github.com/istio/istio/issues/11579",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from service in file.Objects
        where ElbHop.AsksForElb(service) && ElbHop.SpeaksHttp(service)
        let annotation = service.Annotation(Protocol)!
        select Info.Found(annotation.At, "a classic load balancer that speaks HTTP passes no upgrades: pages load, and no socket opens") with
        {
            Fix = LintFix.Of("Let the balancer pass TCP", new Edit(annotation.Value.At, string.Equals(service.Value(Protocol), "https", StringComparison.OrdinalIgnoreCase) ? "ssl" : "tcp")),
        };
}
