namespace Wayleave.Rules.Config.Kubernetes;

/// <summary>The program that serves an ingress.</summary>
public enum IngressController
{
    /// <summary>The files do not show it.</summary>
    Unknown,

    /// <summary>ingress-nginx of the Kubernetes project: <c>nginx.ingress.kubernetes.io/</c>.</summary>
    IngressNginx,

    /// <summary>NGINX Ingress Controller of F5: <c>nginx.org/</c>.</summary>
    NginxOrg,

    /// <summary>One of the two for nginx, which are both mostly called so: what they have in common holds.</summary>
    EitherNginx,

    /// <summary>Traefik: <c>traefik.ingress.kubernetes.io/</c>.</summary>
    Traefik,

    /// <summary>One of HAProxy's: <c>haproxy.org/</c>, <c>haproxy-ingress.github.io/</c>.</summary>
    HAProxy,

    /// <summary>AWS Load Balancer Controller: <c>alb.ingress.kubernetes.io/</c>.</summary>
    Alb,

    /// <summary>Google's: <c>networking.gke.io/</c> and a BackendConfig.</summary>
    Gke,

    /// <summary>Azure Application Gateway's: <c>appgw.ingress.kubernetes.io/</c>.</summary>
    Agic,

    /// <summary>Another one, of which nothing is known here.</summary>
    Other,
}
