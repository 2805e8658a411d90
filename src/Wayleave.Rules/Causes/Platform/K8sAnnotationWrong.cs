namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.K8sAnnotationWrong"/>.</summary>
internal static class K8sAnnotationWrong
{
    public static Cause Cause { get; } = new(
        CauseNames.K8sAnnotationWrong,
        CauseGroup.Platform,
        "the annotation is on the wrong object or for another controller")
    {
        Looks = "The Ingress looks right, and nothing changes: no upgrade, 60 s time-outs, no stickiness.",
        Why =
            "Annotations belong to one controller and one kind of object. `nginx.ingress.kubernetes.io/…` means " +
            "nothing to the nginx.org controller, nor to Traefik without its provider for ingress-nginx, and an " +
            "Ingress's annotation means nothing on a Service.",
        Confirm =
            "Compare the annotation's prefix with the controller that the `ingressClassName` names, and look at " +
            "the configuration that the controller made.",
        Fixes =
        [
            Fix.Documented(
                "kubernetes",
                "For ingress-nginx (kubernetes.io): times on the Ingress; WebSockets need no annotation.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"
                    nginx.ingress.kubernetes.io/proxy-send-timeout: "3600"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/miscellaneous/#websockets"),
            Fix.Documented(
                "kubernetes",
                "For the nginx.org controller: name the services on the Ingress.",
                """
                metadata:
                  annotations:
                    nginx.org/websocket-services: "app"
                    nginx.org/proxy-read-timeout: "3600s"
                """,
                "https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-annotations/"),
            Fix.Documented(
                "kubernetes",
                "For AWS's controller: attributes of the balancer on the Ingress.",
                """
                metadata:
                  annotations:
                    alb.ingress.kubernetes.io/load-balancer-attributes: idle_timeout.timeout_seconds=3600
                """,
                "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/"),
            Fix.Documented(
                "kubernetes",
                "For Traefik: stickiness is an annotation of the Service.",
                """
                metadata:
                  annotations:
                    traefik.ingress.kubernetes.io/service.sticky.cookie: "true"
                """,
                "https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/"),
            Fix.Documented(
                "any",
                "Use the annotations of the controller that serves this Ingress class, on the object that it " +
                "reads them from.",
                "kubectl get ingress app -o jsonpath='{.spec.ingressClassName}'",
                "https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/"),
        ],
        Neighbours =
        [
            CauseNames.UpgradeHeaderStripped,
            CauseNames.IdleTimeoutProxy,
            CauseNames.StickySessionMissing,
            CauseNames.ClientOptionTypo,
        ],
        Seen = Seen.File,
    };
}
