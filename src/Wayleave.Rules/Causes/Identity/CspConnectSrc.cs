namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.CspConnectSrc"/>.</summary>
internal static class CspConnectSrc
{
    public static Cause Cause { get; } = new(
        CauseNames.CspConnectSrc,
        CauseGroup.Identity,
        "the page's Content-Security-Policy does not allow the socket's URL")
    {
        Looks =
            "The console says that the connection violates the Content Security Policy directive `connect-src`. " +
            "No request leaves the browser.",
        Why =
            "A policy that lists `connect-src` (or only `default-src`) covers WebSockets as well. `'self'` did " +
            "not include `wss:` in older browsers, and `*` may cover only the page's own scheme.",
        Confirm =
            "`wayleave doctor https://PAGE` reads the policy from headers and meta tags and holds each socket of " +
            "the page against it.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Name the socket's address beside 'self'.",
                """
                add_header Content-Security-Policy "default-src 'self'; connect-src 'self' wss://app.example.com" always;
                """,
                "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/connect-src"),
            Fix.Documented(
                "haproxy",
                "Replace the policy in the response.",
                """
                backend app
                    http-response set-header Content-Security-Policy "default-src 'self'; connect-src 'self' wss://app.example.com"
                """,
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-response"),
            Fix.Documented(
                "caddy",
                "Set the policy with the socket's address.",
                """
                header Content-Security-Policy "default-src 'self'; connect-src 'self' wss://app.example.com"
                """,
                "https://caddyserver.com/docs/caddyfile/directives/header"),
            Fix.Documented(
                "apache",
                "Set the policy with the socket's address.",
                """
                # a2enmod headers
                Header always set Content-Security-Policy "default-src 'self'; connect-src 'self' wss://app.example.com"
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_headers.html#header"),
            Fix.Documented(
                "django",
                "Django 6.0 or later: add the address to the policy in the settings.",
                """
                # settings.py
                from django.utils.csp import CSP
                SECURE_CSP = {"default-src": [CSP.SELF], "connect-src": [CSP.SELF, "wss://app.example.com"]}
                """,
                "https://docs.djangoproject.com/en/stable/ref/csp/"),
            Fix.Documented(
                "rails",
                "Add the cable's address.",
                """
                # config/initializers/content_security_policy.rb
                Rails.application.config.content_security_policy do |policy|
                  policy.connect_src :self, "wss://app.example.com"
                end
                """,
                "https://guides.rubyonrails.org/security.html#content-security-policy-header"),
            Fix.Documented(
                "node",
                "With Helmet, extend the directive.",
                """
                app.use(helmet({ contentSecurityPolicy: { directives: { connectSrc: ["'self'", "wss://app.example.com"] } } }));
                """,
                "https://helmetjs.github.io/"),
            Fix.Documented(
                "any",
                "List the socket's full scheme and host in connect-src.",
                "",
                "https://www.w3.org/TR/CSP3/#directive-connect-src"),
        ],
        Neighbours = [CauseNames.MixedContent, CauseNames.ClientUrlWrong],
    };
}
