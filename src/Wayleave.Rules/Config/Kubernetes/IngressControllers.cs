using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>Finds out which controller serves an ingress: by the IngressClass where the files have it, else by the class's usual name, else by the annotations.</summary>
internal static class IngressControllers
{
    /// <summary>The prefixes of annotations by controller.</summary>
    public static (string Prefix, IngressController Controller)[] Prefixes { get; } =
    [
        ("nginx.ingress.kubernetes.io/", IngressController.IngressNginx),
        ("nginx.org/", IngressController.NginxOrg),
        ("nginx.com/", IngressController.NginxOrg),
        ("traefik.ingress.kubernetes.io/", IngressController.Traefik),
        ("haproxy.org/", IngressController.HAProxy),
        ("haproxy-ingress.github.io/", IngressController.HAProxy),
        ("alb.ingress.kubernetes.io/", IngressController.Alb),
        ("networking.gke.io/", IngressController.Gke),
        ("appgw.ingress.kubernetes.io/", IngressController.Agic),
    ];

    /// <summary>The controller of an ingress.</summary>
    /// <param name="ingress">The ingress.</param>
    /// <param name="objects">All objects, among which its class may be.</param>
    public static IngressController Of(KubernetesObject ingress, IEnumerable<KubernetesObject> objects)
    {
        string? name = ClassOf(ingress)?.Value.Text;
        string? named = name is null ? null : objects.FirstOrDefault(one => one.Kind == "IngressClass" && one.Name == name)?.Spec?["controller"]?.Text;
        return named is not null ? ByController(named) : name is null ? ByAnnotations(ingress) : ByName(name.ToLowerInvariant(), ingress);
    }

    /// <summary>Where an ingress names its class; null if it does not.</summary>
    public static DataEntry? ClassOf(KubernetesObject ingress) => (ingress.Spec as DataMap)?.Find("ingressClassName") ?? ingress.Annotation("kubernetes.io/ingress.class");

    /// <summary>The controller that an annotation belongs to; unknown if it is none's.</summary>
    public static IngressController Owner(string annotation) =>
        Prefixes.FirstOrDefault(prefix => annotation.StartsWith(prefix.Prefix, StringComparison.Ordinal)).Controller;

    private static IngressController ByController(string controller) => controller switch
    {
        "k8s.io/ingress-nginx" => IngressController.IngressNginx,
        "nginx.org/ingress-controller" => IngressController.NginxOrg,
        "traefik.io/ingress-controller" => IngressController.Traefik,
        "ingress.k8s.aws/alb" => IngressController.Alb,
        "azure/application-gateway" => IngressController.Agic,
        "networking.gke.io/ingress" or "k8s.io/ingress-gce" => IngressController.Gke,
        _ when controller.Contains("haproxy", StringComparison.OrdinalIgnoreCase) => IngressController.HAProxy,
        _ => IngressController.Other,
    };

    private static IngressController ByName(string name, KubernetesObject ingress)
    {
        if (name.Contains(TemplateMask.Hidden, StringComparison.Ordinal)) return ByAnnotations(ingress);
        if (name is "nginx-org" or "nginx-inc" or "nginxinc" or "nginx-plus" or "nginx-f5") return IngressController.NginxOrg;
        if (name.Contains("nginx", StringComparison.Ordinal) || name is "public" or "internal" or "external" or "private") return Nginx(ingress);
        if (name.Contains("traefik", StringComparison.Ordinal)) return IngressController.Traefik;
        if (name.Contains("haproxy", StringComparison.Ordinal)) return IngressController.HAProxy;
        if (name is "alb" || name.StartsWith("alb-", StringComparison.Ordinal)) return IngressController.Alb;
        if (name is "gce" or "gce-internal") return IngressController.Gke;
        return name.Contains("application-gateway", StringComparison.Ordinal) || name.Contains("appgw", StringComparison.Ordinal) ? IngressController.Agic : IngressController.Other;
    }

    // Both of nginx's controllers are mostly called "nginx": their annotations tell them apart, unless an ingress has both.
    private static IngressController Nginx(KubernetesObject ingress) => (ingress.HasAnnotation("nginx.ingress.kubernetes.io/"), ingress.HasAnnotation("nginx.org/") || ingress.HasAnnotation("nginx.com/")) switch
    {
        (true, false) => IngressController.IngressNginx,
        (false, true) => IngressController.NginxOrg,
        _ => IngressController.EitherNginx,
    };

    private static IngressController ByAnnotations(KubernetesObject ingress) =>
        ingress.Annotations.Select(annotation => Owner(annotation.Key)).Where(owner => owner is not IngressController.Unknown).Distinct().ToArray() is [var only] ? only : IngressController.Unknown;
}
