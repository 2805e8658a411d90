namespace Wayleave.Rules.Causes.Admission;

/// <summary>The page of <see cref="CauseNames.WorkerConnectionsExhausted"/>.</summary>
internal static class WorkerConnectionsExhausted
{
    public static Cause Cause { get; } = new(
        CauseNames.WorkerConnectionsExhausted,
        CauseGroup.Admission,
        "a hop is out of connections for everybody")
    {
        Looks =
            "Under load nobody new gets in: connections refused, reset, 500 or no answer, while old sockets live " +
            "on. The log says \"worker_connections are not enough\", \"too many open files\" or \"maxconn reached\".",
        Why = "The hop is out of connections or file handles. A proxied socket holds two, for hours.",
        Confirm =
            "Even a single handshake is refused, from any address, at the same time as existing sockets work. " +
            "The hop's log and status page show the limit.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Raise the limit; the default is 512, and each proxied socket takes two.",
                """
                worker_rlimit_nofile 65536;
                events {
                    worker_connections 16384;
                }
                """,
                "https://nginx.org/en/docs/ngx_core_module.html#worker_connections"),
            Fix.Documented(
                "haproxy",
                "Raise the process's limit.",
                """
                global
                    maxconn 50000
                defaults
                    maxconn 50000
                    timeout client 30s
                    timeout server 30s
                """,
                "https://docs.haproxy.org/2.6/configuration.html#3.2-maxconn"),
            Fix.Documented(
                "apache",
                "A switched connection holds a thread of the event module: raise the number of workers.",
                """
                ThreadsPerChild 64
                ServerLimit 64
                MaxRequestWorkers 4096
                """,
                "https://httpd.apache.org/docs/2.4/mod/mpm_common.html#maxrequestworkers"),
            Fix.Documented(
                "varnish",
                "A piped connection holds a thread: raise their number.",
                "varnishd -p thread_pool_max=10000",
                "https://varnish-cache.org/docs/7.1/reference/varnishd.html#thread-pool-max"),
            Fix.Documented(
                "systemd",
                "Raise the service's file handles.",
                """
                [Service]
                LimitNOFILE=65536
                """,
                "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#LimitCPU="),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, in the controller's ConfigMap.",
                """
                data:
                  max-worker-connections: "65536"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#max-worker-connections"),
            Fix.Documented(
                "any",
                "Raise the hop's connection limit and its file handles to more than twice the number of sockets, " +
                "and end dead ones by pings.",
                "",
                "https://github.com/ZoeyVid/NPMplus/issues/1314"),
        ],
        Neighbours =
        [
            CauseNames.ConnectionLimit,
            CauseNames.RateLimited,
            CauseNames.BackendDown,
            CauseNames.UpgradeUnanswered,
        ],
        Seen = Seen.Live,
    };
}
