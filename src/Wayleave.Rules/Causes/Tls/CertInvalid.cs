namespace Wayleave.Rules.Causes.Tls;

/// <summary>The page of <see cref="CauseNames.CertInvalid"/>.</summary>
internal static class CertInvalid
{
    public static Cause Cause { get; } = new(
        CauseNames.CertInvalid,
        CauseGroup.Tls,
        "a certificate is expired, self-signed, for another name, or its chain is incomplete (526 behind an edge)")
    {
        Looks =
            "Pages may open after a click on a warning; the socket fails without one, with close code 1006. " +
            "Programs report an expired, self-signed or unknown certificate, or another name. Behind an edge: " +
            "526.",
        Why =
            "The certificate has expired, names another host, is self-signed, or came without its intermediate. " +
            "Browsers that have the intermediate cached hide the last case.",
        Confirm =
            "`wayleave doctor` prints names, dates, issuer and the flaw. If the issuer is a company or a virus " +
            "scanner, look at `client-network-intercepts`.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Serve the full chain: the host's certificate first, then the intermediates.",
                """
                # certbot calls this file fullchain.pem
                ssl_certificate     /etc/ssl/app.pem;
                ssl_certificate_key /etc/ssl/app.key;
                """,
                "TriedFixes/nginx-cert-invalid",
                "https://nginx.org/en/docs/http/configuring_https_servers.html#chains"),
            Fix.Tried(
                "haproxy",
                "Put certificate, intermediates and key into the one file.",
                """
                frontend public
                    bind :443 ssl crt /etc/ssl/app.pem
                """,
                "TriedFixes/haproxy-cert-invalid",
                "https://docs.haproxy.org/2.6/configuration.html#5.1-crt"),
            Fix.Documented(
                "caddy",
                "Name the site by its public name and let Caddy fetch and renew the certificate.",
                """
                app.example.com {
                    reverse_proxy 127.0.0.1:8000
                }
                """,
                "https://caddyserver.com/docs/automatic-https"),
            Fix.Tried(
                "apache",
                "Put the intermediates into the certificate's file, after the host's own.",
                """
                # a2enmod ssl
                SSLEngine on
                SSLCertificateFile /etc/ssl/app.pem
                SSLCertificateKeyFile /etc/ssl/app.key
                """,
                "TriedFixes/apache-cert-invalid",
                "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcertificatefile"),
            Fix.Documented(
                "cloudflare",
                "526 means that Full (strict) does not trust the origin: install an origin certificate (SSL/TLS " +
                "> Origin Server), or renew the one there.",
                "",
                "https://developers.cloudflare.com/ssl/origin-configuration/origin-ca/"),
            Fix.Documented(
                "alb",
                "Add a certificate for the name to the HTTPS listener.",
                """
                aws elbv2 add-listener-certificates --listener-arn "$LISTENER" --certificates CertificateArn="$CERTIFICATE"
                """,
                "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html"),
            Fix.Documented(
                "certbot",
                "Renew it, and reload the server afterwards, every time.",
                "certbot renew --deploy-hook 'systemctl reload nginx'",
                "https://eff-certbot.readthedocs.io/en/stable/using.html#renewing-certificates"),
            Fix.Documented(
                "node",
                "Where a private authority is right, let the client know it instead of switching the check off.",
                "NODE_EXTRA_CA_CERTS=/etc/ssl/private-ca.pem node client.js",
                "https://nodejs.org/api/cli.html#node_extra_ca_certsfile"),
            Fix.Documented(
                "any",
                "Install a certificate for this very name, in date, with its intermediates, from an authority " +
                "that the clients know.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9525"),
        ],
        Neighbours = [CauseNames.ClientNetworkIntercepts, CauseNames.TlsModeMismatch, CauseNames.SchemePortMismatch],
        Seen = Seen.Live,
    };
}
