using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A classic balancer of AWS listens with HTTP, and passes no upgrades.</summary>
internal sealed class ClassicElbSpeaksHttp : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("classic-elb-http-listener", CauseNames.PlatformNoWebsockets, Severity.Error)
    {
        Why = "A classic load balancer with an HTTP or HTTPS listener does not pass Upgrade on. With a TCP or SSL listener it passes everything.",
        Fix = "Make the listener TCP or SSL, with TCP towards the instances, or use an application or a network load balancer.",
        Source = "https://github.com/istio/istio/issues/11579",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from account in AwsAccount.In(deployment)
        from balancer in account.ClassicBalancers
        let listeners = ClassicElbHop.Listeners(balancer).ToArray()
        // Port 80 often only leads to TLS: where there is another listener, sockets come by that one.
        from listener in listeners
        where ClassicElbHop.SpeaksHttp(listener) && (listeners.Length == 1 || listener["LoadBalancerPort"]?.Text is not "80")
        select Info.Found((listener as DataMap)!.Find("Protocol")!.At, $"port {listener["LoadBalancerPort"]?.Text} of this classic load balancer speaks {listener["Protocol"]?.Text?.ToUpperInvariant()} and passes no upgrades: pages load, and no socket opens");
}
