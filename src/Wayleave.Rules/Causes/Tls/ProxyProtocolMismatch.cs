namespace Wayleave.Rules.Causes.Tls;

/// <summary>The page of <see cref="CauseNames.ProxyProtocolMismatch"/>.</summary>
internal static class ProxyProtocolMismatch
{
    public static Cause Cause { get; } = new(
        CauseNames.ProxyProtocolMismatch,
        CauseGroup.Tls,
        "one side sends a PROXY header that the other does not expect")
    {
        Looks =
            "Every request fails with 400, a reset or an empty answer, since a balancer was put in front or " +
            "exchanged. The error log shows a broken header, or a request line that begins with `PROXY`.",
        Why =
            "The PROXY protocol puts a line before the request. Either the listener expects it and the balancer " +
            "does not send it, or the reverse.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` straight at the listener: closed without an answer means " +
            "that it waits for a PROXY line.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Behind an HTTP balancer, take proxy_protocol out of listen; behind a TCP balancer that sends " +
                "it, put it in and name the balancer.",
                """
                server {
                    listen 80 proxy_protocol;
                    set_real_ip_from 10.0.0.0/8;
                    real_ip_header proxy_protocol;
                }
                """,
                "TriedFixes/nginx-proxy-protocol-mismatch",
                "https://nginx.org/en/docs/http/ngx_http_core_module.html#listen"),
            Fix.Tried(
                "haproxy",
                "Match both ends: accept-proxy where it arrives, send-proxy where the server expects it.",
                """
                frontend public
                    bind :8080 accept-proxy
                    default_backend app
                backend app
                    server app1 127.0.0.1:8000 send-proxy-v2
                """,
                "TriedFixes/haproxy-proxy-protocol-mismatch",
                "https://docs.haproxy.org/2.6/configuration.html#5.1-accept-proxy"),
            Fix.Documented(
                "caddy",
                "Put the wrapper before tls, for the balancer's addresses.",
                """
                # Caddy 2.7.0 or later
                {
                    servers {
                        listener_wrappers {
                            proxy_protocol {
                                allow 10.0.0.0/8
                            }
                            tls
                        }
                    }
                }
                """,
                "https://caddyserver.com/docs/caddyfile/options#proxy-protocol"),
            Fix.Documented(
                "apache",
                "Switch it on only where the balancer sends it.",
                """
                # a2enmod remoteip
                RemoteIPProxyProtocol On
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_remoteip.html#remoteipproxyprotocol"),
            Fix.Documented(
                "traefik",
                "Trust the balancer on that entry point.",
                """
                entryPoints:
                  web:
                    address: ":80"
                    proxyProtocol:
                      trustedIPs:
                        - "10.0.0.0/8"
                """,
                "https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/#proxyprotocol-and-load-balancers"),
            Fix.Documented(
                "varnish",
                "Give such connections a listener of their own.",
                "varnishd -a 127.0.0.1:6086,PROXY",
                "https://varnish-cache.org/docs/7.1/reference/varnishd.html"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, in the controller's ConfigMap; set it as the balancer's annotation is.",
                """
                data:
                  use-proxy-protocol: "true"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#use-proxy-protocol"),
            Fix.Documented(
                "any",
                "Switch the PROXY protocol on or off at both ends alike; application balancers such as ALB do " +
                "not send it.",
                "",
                "https://www.haproxy.org/download/2.6/doc/proxy-protocol.txt"),
        ],
        Neighbours = [CauseNames.ProtocolViolation, CauseNames.SchemePortMismatch, CauseNames.BackendDown],
    };
}
