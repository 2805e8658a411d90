namespace Wayleave.Rules.Causes.Tls;

/// <summary>The page of <see cref="CauseNames.TlsModeMismatch"/>.</summary>
internal static class TlsModeMismatch
{
    public static Cause Cause { get; } = new(
        CauseNames.TlsModeMismatch,
        CauseGroup.Tls,
        "edge and origin disagree about TLS (Cloudflare Flexible with an origin that redirects to https; Full " +
        "with an origin that has no TLS: 520, 521, 525)")
    {
        Looks =
            "Through the edge: a redirect from https to the same https URL without end, or 520, 521, 525. " +
            "Straight to the origin it works.",
        Why =
            "The edge speaks another scheme to the origin than the origin wants. Cloudflare's Flexible mode " +
            "calls port 80, where the origin redirects to https, which the edge again fetches by http. Full " +
            "calls port 443, where nothing listens, or where no TLS is spoken.",
        Confirm =
            "`wayleave doctor URL --origin HOST:PORT` shows the origin's redirect on the plain port, or which of " +
            "its ports answer and speak TLS.",
        Fixes =
        [
            Fix.Documented(
                "cloudflare",
                "Let the origin speak TLS on 443 and choose Full (strict) with an origin certificate, or Full " +
                "with any: SSL/TLS > Overview.",
                """
                curl -X PATCH "https://api.cloudflare.com/client/v4/zones/$ZONE_ID/settings/ssl" \
                  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"value":"strict"}'
                """,
                "https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/"),
            Fix.Documented(
                "nginx",
                "Listen with TLS on the origin; an origin certificate or a self-signed one will do for Full.",
                """
                server {
                    listen 443 ssl;
                    server_name app.example.com;
                    ssl_certificate     /etc/ssl/app.pem;
                    ssl_certificate_key /etc/ssl/app.key;
                    location / {
                        proxy_pass http://127.0.0.1:8000;
                    }
                }
                """,
                "https://nginx.org/en/docs/http/configuring_https_servers.html"),
            Fix.Documented(
                "haproxy",
                "Listen with TLS on the origin, and do not redirect what the edge has already fetched by https.",
                """
                frontend public
                    bind :80
                    bind :443 ssl crt /etc/ssl/app.pem
                    http-request redirect scheme https unless { ssl_fc } || { req.hdr(X-Forwarded-Proto) https }
                """,
                "https://docs.haproxy.org/2.6/configuration.html#5.1-crt"),
            Fix.Documented(
                "caddy",
                "Serve the site with a certificate of its own; behind an edge that calls port 80, switch the " +
                "redirects off.",
                """
                {
                    auto_https disable_redirects
                }
                app.example.com {
                    tls internal
                    reverse_proxy 127.0.0.1:8000
                }
                """,
                "https://caddyserver.com/docs/caddyfile/directives/tls"),
            Fix.Documented(
                "apache",
                "Listen with TLS on the origin.",
                """
                # a2enmod ssl
                Listen 443
                SSLEngine on
                SSLCertificateFile /etc/ssl/app.pem
                SSLCertificateKeyFile /etc/ssl/app.key
                """,
                "https://httpd.apache.org/docs/2.4/ssl/ssl_howto.html"),
            Fix.Documented(
                "cloudfront",
                "Let CloudFront use https to an origin that redirects http.",
                """
                "OriginProtocolPolicy": "https-only"
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html"),
            Fix.Documented(
                "django",
                "Where the edge can only speak http to the origin, leave the redirect to the edge.",
                """
                # settings.py
                SECURE_SSL_REDIRECT = False
                """,
                "https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect"),
            Fix.Documented(
                "any",
                "Let edge and origin agree: either TLS all the way, or no redirect to https at the origin.",
                "",
                "https://developers.cloudflare.com/ssl/troubleshooting/too-many-redirects/"),
        ],
        Neighbours =
        [
            CauseNames.ForwardedProtoWrong,
            CauseNames.RedirectOnUpgrade,
            CauseNames.SchemePortMismatch,
            CauseNames.CertInvalid,
            CauseNames.FirewallBlocksEdge,
        ],
    };
}
