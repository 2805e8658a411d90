namespace Wayleave.Rules.Causes.Names;

/// <summary>The page of <see cref="CauseNames.DnsResolverMissing"/>.</summary>
internal static class DnsResolverMissing
{
    public static Cause Cause { get; } = new(
        CauseNames.DnsResolverMissing,
        CauseGroup.Names,
        "nginx resolves a variable upstream without a resolver")
    {
        Looks =
            "nginx answers 502, and its log says \"no resolver defined to resolve\". It started without complaint.",
        Why =
            "A `proxy_pass` with a variable is looked up at run time, and nginx asks no resolver but those that " +
            "it is given; it does not read `/etc/resolv.conf`.",
        Confirm = "The error log has that sentence. From outside it is a 502 like any other.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Name a resolver: Docker's is 127.0.0.11, in Kubernetes use the cluster's DNS service, elsewhere " +
                "the network's own.",
                """
                resolver 127.0.0.11 valid=10s ipv6=off;
                set $app app;
                proxy_pass http://$app:8000;
                """,
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver"),
            Fix.Documented(
                "docker",
                "The official nginx image writes a resolver into the templates' variable from the container's " +
                "own settings.",
                """
                services:
                  proxy:
                    image: nginx:1.27
                    environment:
                      NGINX_ENTRYPOINT_LOCAL_RESOLVERS: "1"
                # in the template: resolver ${NGINX_LOCAL_RESOLVERS} valid=10s;
                """,
                "https://github.com/nginx/docker-nginx/blob/master/entrypoint/15-local-resolvers.envsh"),
            Fix.Documented(
                "kubernetes",
                "In a pod, name the cluster's DNS service, and the full name of the Service.",
                """
                resolver kube-dns.kube-system.svc.cluster.local valid=10s;
                set $app app.my-namespace.svc.cluster.local;
                proxy_pass http://$app:8000;
                """,
                "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/"),
            Fix.Documented(
                "any",
                "Give nginx a resolver in the same http, server or location block, or write the name without a " +
                "variable.",
                "",
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver"),
        ],
        Neighbours = [CauseNames.DnsStale, CauseNames.UndefinedVariable, CauseNames.UpstreamAddressWrong],
        Seen = Seen.File,
    };
}
