using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>An annotation that is written almost as one that a controller reads.</summary>
internal sealed class IngressAnnotationMisspelt : ILintRule
{
    // Those that decide over sockets. All the others of a controller are further from these than a slip of the pen.
    private static readonly string[] s_known =
    [
        "nginx.ingress.kubernetes.io/proxy-read-timeout", "nginx.ingress.kubernetes.io/proxy-send-timeout", "nginx.ingress.kubernetes.io/proxy-connect-timeout",
        "nginx.ingress.kubernetes.io/proxy-http-version", "nginx.ingress.kubernetes.io/proxy-buffering", "nginx.ingress.kubernetes.io/backend-protocol",
        "nginx.ingress.kubernetes.io/affinity", "nginx.ingress.kubernetes.io/upstream-hash-by", "nginx.ingress.kubernetes.io/upstream-vhost",
        "nginx.ingress.kubernetes.io/configuration-snippet", "nginx.ingress.kubernetes.io/rewrite-target", "nginx.ingress.kubernetes.io/proxy-body-size",
        "nginx.org/websocket-services", "nginx.org/proxy-read-timeout", "nginx.org/proxy-send-timeout", "nginx.org/proxy-connect-timeout",
        "alb.ingress.kubernetes.io/load-balancer-attributes", "alb.ingress.kubernetes.io/target-group-attributes", "appgw.ingress.kubernetes.io/request-timeout",
        "haproxy.org/timeout-tunnel", "haproxy-ingress.github.io/timeout-tunnel", "cloud.google.com/backend-config",
        "nginx.ingress.kubernetes.io/proxy-buffer-size", "nginx.ingress.kubernetes.io/proxy-request-buffering",
    ];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("ingress-annotation-misspelt", CauseNames.K8sAnnotationWrong, Severity.Warning)
    {
        Why = "Nobody tells of an annotation that nothing reads: the ingress is made, and the default rules.",
        Fix = "Write the name as the controller's documentation does.",
        Source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from one in file.Objects
        where one.Kind is "Ingress" or "Service"
        from annotation in one.Annotations
        let near = s_known.Contains(annotation.Key) ? null : s_known.FirstOrDefault(known => IsSlip(annotation.Key, known))
        where near is not null
        select Info.Found(annotation.KeyAt, $"nothing reads {annotation.Key}; {near} is what is meant") with { Fix = LintFix.Of($"Write {near}", new Edit(annotation.KeyAt, Quoted(annotation, near))) };

    private static string Quoted(DataEntry annotation, string name) => annotation.KeyAt.Text is ['"' or '\'', ..] ? annotation.KeyAt.Text[..1] + name + annotation.KeyAt.Text[..1] : name;

    // Up to two letters more, fewer or other, or other signs between the words.
    private static bool IsSlip(string written, string known)
    {
        if (written.Length > known.Length + 2 || written.Length < known.Length - 2 || written.Contains(TemplateMask.Hidden, StringComparison.Ordinal)) return false;
        return string.Equals(written.Replace('_', '-').Replace('.', '-'), known.Replace('.', '-'), StringComparison.OrdinalIgnoreCase) || NearestName.Distance(written, known) <= 2;
    }
}
