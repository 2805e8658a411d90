using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>A balancer sends the PROXY header and ingress-nginx does not expect it, or the other way round.</summary>
internal sealed class ProxyProtocolOneSided : ILintRule
{
    private const string Annotation = "service.beta.kubernetes.io/aws-load-balancer-proxy-protocol";

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("ingress-proxy-protocol-one-sided", CauseNames.ProxyProtocolMismatch, Severity.Error)
    {
        Why = "The PROXY header stands in front of the first byte. Who does not expect it takes it for a broken request, and who expects it refuses a connection without it.",
        Fix = "Set use-proxy-protocol in the controller's ConfigMap where, and only where, the balancer sends it.",
        Source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#use-proxy-protocol",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        KubernetesObject[] objects = [.. deployment.Of<KubernetesFile>().SelectMany(file => file.Objects)];
        KubernetesObject[] services = [.. objects.Where(one => one.Kind == "Service" && one.Spec?["type"]?.Text is "LoadBalancer" && one.Name.Contains("ingress", StringComparison.Ordinal) && one.HasAnnotation("service.beta.kubernetes.io/aws-load-balancer-"))];
        KubernetesObject[] maps = [.. objects.Where(one => one.Kind == "ConfigMap" && one.Name.Contains("ingress", StringComparison.Ordinal))];
        if (services is not [var service] || maps is not [var map]) yield break;
        DataEntry? expected = (map.Node["data"] as DataMap)?.Find("use-proxy-protocol");
        bool expects = expected?.Value.Text is "true", sends = service.Annotation(Annotation) is not null;
        if (sends && !expects) yield return Info.Found(expected?.At ?? service.Annotation(Annotation)!.At, "the balancer begins each connection with a PROXY header, and the controller does not expect one: every request is a broken one");
        // A newer balancer may send it by an attribute of its target group.
        else if (expects && !sends && ElbHop.AsksForElb(service)) yield return Info.Found(expected!.At, "the controller expects a PROXY header, and the balancer is not told to send one: every connection is refused");
    }
}
