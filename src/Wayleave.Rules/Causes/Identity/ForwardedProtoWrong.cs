namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.ForwardedProtoWrong"/>.</summary>
internal static class ForwardedProtoWrong
{
    public static Cause Cause { get; } = new(
        CauseNames.ForwardedProtoWrong,
        CauseGroup.Identity,
        "the app believes the request came over plain http (X-Forwarded-Proto absent, wrong, overwritten by " +
        "$scheme, or the app trusts another header) and redirects the upgrade or refuses its Origin")
    {
        Looks =
            "The upgrade is answered with 301 or 302 to the very URL that was asked, or with 403 although Origin " +
            "and Host agree. Plain pages may loop, too. Some apps print `ws://` into an https page.",
        Why =
            "TLS ends before the app, so the app learns the public scheme from a header. When that header is " +
            "absent, says `http`, is overwritten by an inner hop's own `$scheme`, or is not the one that the app " +
            "trusts, the app takes the request for plain http and redirects it to https or compares " +
            "`http://host` with the browser's `https://host`.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` repeats the handshake straight to the app with and without " +
            "`X-Forwarded-Proto: https`. Refused without and accepted with: a hop does not send it. Redirected " +
            "with both: the app does not trust it.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Where nginx ends TLS, send its scheme.",
                "proxy_set_header X-Forwarded-Proto $scheme;",
                "TriedFixes/nginx-forwarded-proto-wrong",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header"),
            Fix.Tried(
                "nginx",
                "Behind an edge that ends TLS, pass on what the edge said and use nginx's own scheme only where " +
                "nothing was said.",
                """
                map $http_x_forwarded_proto $forwarded_proto {
                    default $http_x_forwarded_proto;
                    ''      $scheme;
                }
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      close;
                }
                server {
                    location / {
                        proxy_pass http://127.0.0.1:8000;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Forwarded-Proto $forwarded_proto;
                    }
                }
                """,
                "TriedFixes/nginx-forwarded-proto-wrong-2",
                "https://nginx.org/en/docs/http/ngx_http_map_module.html"),
            Fix.Tried(
                "haproxy",
                "Set it where TLS ends.",
                """
                frontend public
                    http-request set-header X-Forwarded-Proto https if { ssl_fc }
                    http-request set-header X-Forwarded-Proto http if !{ ssl_fc }
                """,
                "TriedFixes/haproxy-forwarded-proto-wrong",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Documented(
                "caddy",
                "Caddy sends the right value by itself; behind another proxy it must trust that one, or it " +
                "overwrites the value.",
                """
                # Caddy 2.6.3 or later
                {
                    servers {
                        trusted_proxies static private_ranges
                    }
                }
                """,
                "https://caddyserver.com/docs/caddyfile/options#trusted-proxies"),
            Fix.Tried(
                "apache",
                "mod_proxy does not send this header: set it where TLS ends.",
                """
                # a2enmod headers
                RequestHeader set X-Forwarded-Proto "expr=%{REQUEST_SCHEME}"
                """,
                "TriedFixes/apache-forwarded-proto-wrong",
                "https://httpd.apache.org/docs/2.4/mod/mod_headers.html#requestheader"),
            Fix.Documented(
                "traefik",
                "Trust the edge in front on that entry point, or Traefik replaces its header.",
                """
                entryPoints:
                  web:
                    address: ":80"
                    forwardedHeaders:
                      trustedIPs:
                        - "10.0.0.0/8"
                """,
                "https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/"),
            Fix.Documented(
                "envoy",
                "Behind another proxy, count it as trusted so that Envoy keeps its header.",
                """
                use_remote_address: true
                xff_num_trusted_hops: 1
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#x-forwarded-proto"),
            Fix.Tried(
                "varnish",
                "Set it in vcl_recv when a TLS proxy always stands in front; it then also holds for pipe.",
                """
                sub vcl_recv {
                    set req.http.X-Forwarded-Proto = "https";
                }
                """,
                "TriedFixes/varnish-forwarded-proto-wrong",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-built-in-code.html"),
            Fix.Documented(
                "iis",
                "Allow the server variable HTTP_X_FORWARDED_PROTO in URL Rewrite, then set it in the rule.",
                """
                <serverVariables>
                  <set name="HTTP_X_FORWARDED_PROTO" value="https" />
                </serverVariables>
                """,
                "https://learn.microsoft.com/en-us/iis/extensions/url-rewrite-module/setting-http-request-headers-and-iis-server-variables"),
            Fix.Documented(
                "cloudfront",
                "CloudFront sends CloudFront-Forwarded-Proto, not X-Forwarded-Proto. Use https to the balancer, " +
                "so that the balancer's own header is right.",
                """
                "OriginProtocolPolicy": "https-only"
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html"),
            Fix.Documented(
                "alb",
                "The balancer sends the protocol of its own listener: give CloudFront or the client an HTTPS listener.",
                "",
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx behind an edge that ends TLS, set this in the controller's ConfigMap.",
                """
                data:
                  use-forwarded-headers: "true"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#use-forwarded-headers"),
            Fix.Documented(
                "django",
                "Name the header that the proxy really sends. Only do so if the proxy removes it from what " +
                "clients send.",
                """
                # settings.py
                SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
                """,
                "https://docs.djangoproject.com/en/stable/ref/settings/#secure-proxy-ssl-header"),
            Fix.Documented(
                "uvicorn",
                "Trust the forwarded headers of the proxy's address.",
                "uvicorn main:app --proxy-headers --forwarded-allow-ips=127.0.0.1",
                "https://www.uvicorn.org/settings/#http"),
            Fix.Documented(
                "rails",
                "Where every request has come over TLS, say so (Rails 7.1 or later).",
                """
                # config/environments/production.rb
                config.assume_ssl = true
                """,
                "https://guides.rubyonrails.org/configuring.html#config-assume-ssl"),
            Fix.Documented(
                "aspnet",
                "Read the forwarded headers before anything that redirects, and name the proxy.",
                """
                builder.Services.Configure<ForwardedHeadersOptions>(options =>
                {
                    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    options.KnownProxies.Add(IPAddress.Parse("10.0.0.5"));
                });
                app.UseForwardedHeaders();
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/host-and-deploy/proxy-load-balancer"),
            Fix.Documented(
                "node",
                "With Express, trust the proxy, so that req.protocol and req.secure are right.",
                """
                app.set("trust proxy", "loopback, 10.0.0.0/8");
                """,
                "https://expressjs.com/en/guide/behind-proxies.html"),
            Fix.Documented(
                "phoenix",
                "Let Plug.SSL read the header.",
                """
                # config/prod.exs
                config :my_app, MyAppWeb.Endpoint,
                  force_ssl: [rewrite_on: [:x_forwarded_proto]]
                """,
                "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"),
            Fix.Documented(
                "spring",
                "Let the server read the forwarded headers.",
                "server.forward-headers-strategy=native",
                "https://docs.spring.io/spring-boot/how-to/webserver.html#howto.webserver.use-behind-a-proxy-server"),
            Fix.Documented(
                "any",
                "Send X-Forwarded-Proto with the scheme that the browser used, keep it through every inner hop, " +
                "and let the app trust it from that hop only.",
                "",
                "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Forwarded-Proto"),
        ],
        Neighbours =
        [
            CauseNames.RedirectOnUpgrade,
            CauseNames.TlsModeMismatch,
            CauseNames.OriginNotAllowlisted,
            CauseNames.MixedContent,
        ],
    };
}
