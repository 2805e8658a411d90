using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Kubernetes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>An ingress has annotations of another controller than the one that serves it.</summary>
internal sealed class IngressOtherController : ILintRule
{
    // What decides over sockets. Other annotations of another controller are as idle, but do no harm to them.
    private static readonly Regex s_matters = new("timeout|websocket|affinity|sticky|session|protocol|upgrade|http-version|rewrite|snippet|attributes|buffering|vhost", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("ingress-annotation-of-other-controller", CauseNames.K8sAnnotationWrong, Severity.Warning)
    {
        Why = "Each controller reads the annotations of its own prefix and no others. What is meant for another one changes nothing, and its defaults rule.",
        Fix = "Write the annotation of the controller that the ingress class names.",
        Source = "https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/",
        Kinds = ["kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<KubernetesFile>()
        from ingress in file.Ingresses
        let controller = IngressControllers.Of(ingress, deployment.Of<KubernetesFile>().SelectMany(one => one.Objects))
        where controller is not (IngressController.Unknown or IngressController.Other)
        from annotation in ingress.Annotations
        let owner = IngressControllers.Owner(annotation.Key)
        where owner is not IngressController.Unknown && owner != controller && s_matters.IsMatch(annotation.Key)
            && !(controller is IngressController.EitherNginx && owner is IngressController.IngressNginx or IngressController.NginxOrg)
            // Traefik has a provider that reads ingress-nginx's.
            && !(controller is IngressController.Traefik && owner is IngressController.IngressNginx && ingress.HasAnnotation("traefik."))
        select Info.Found(annotation.At, $"{annotation.Key} is read by {NameOf(owner)}, and this ingress is served by {NameOf(controller)}: it changes nothing");

    private static string NameOf(IngressController controller) => controller switch
    {
        IngressController.IngressNginx => "ingress-nginx",
        IngressController.NginxOrg => "the nginx.org controller",
        IngressController.EitherNginx => "one for nginx",
        IngressController.Alb => "the AWS Load Balancer Controller",
        IngressController.Gke => "Google's controller",
        IngressController.Agic => "Azure's Application Gateway controller",
        _ => controller.ToString(),
    };
}
