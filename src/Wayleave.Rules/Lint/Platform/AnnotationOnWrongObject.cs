using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>An annotation on a kind of object on which nothing reads it.</summary>
internal sealed class AnnotationOnWrongObject : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("annotation-on-wrong-object", CauseNames.K8sAnnotationWrong, Severity.Warning)
    {
        Why = "A controller looks for an annotation on one kind of object. On another it is kept and never read.",
        Fix = "Move the annotation to the object that the message names.",
        Source = "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from one in file.Objects
        from annotation in Annotations(one)
        let belongs = BelongsOn(annotation.Key)
        where belongs is not null && belongs != one.Kind
        select Info.Found(annotation.At, $"nothing reads {annotation.Key} on this {one.Kind}: it belongs on the {belongs}");

    // Those of a workload's pods too.
    private static IEnumerable<DataEntry> Annotations(KubernetesObject one) =>
        one.Kind is "Ingress" or "Service" or "Deployment" or "StatefulSet" or "DaemonSet" or "Pod"
            ? one.Annotations.Concat(one.Spec?.Find("template", "metadata", "annotations")?.Entries ?? [])
            : [];

    private static string? BelongsOn(string name)
    {
        if (name.StartsWith("nginx.ingress.kubernetes.io/", StringComparison.Ordinal) || name == "nginx.org/websocket-services") return "Ingress";
        if (name.StartsWith("appgw.ingress.kubernetes.io/", StringComparison.Ordinal) || name.StartsWith("traefik.ingress.kubernetes.io/router.", StringComparison.Ordinal)) return "Ingress";
        // Attributes of a target group may stand on either, those of the balancer only on the ingress.
        if (name == "alb.ingress.kubernetes.io/load-balancer-attributes") return "Ingress";
        if (name.StartsWith("traefik.ingress.kubernetes.io/service.", StringComparison.Ordinal) || name.StartsWith("service.beta.kubernetes.io/aws-load-balancer-", StringComparison.Ordinal)) return "Service";
        return name is "cloud.google.com/backend-config" or "beta.cloud.google.com/backend-config" ? "Service" : null;
    }
}
