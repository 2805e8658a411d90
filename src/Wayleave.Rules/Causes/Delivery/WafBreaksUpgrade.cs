namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.WafBreaksUpgrade"/>.</summary>
internal static class WafBreaksUpgrade
{
    public static Cause Cause { get; } = new(
        CauseNames.WafBreaksUpgrade,
        CauseGroup.Delivery,
        "a WAF's body inspection breaks the switched connection")
    {
        Looks =
            "With the web application firewall on, the upgrade fails (200 instead of 101, 500, or an end right " +
            "after the 101); with it off it works. The log shows no rule that fired.",
        Why =
            "ModSecurity and its like read whole bodies. A switched connection has no body that ends, so the " +
            "module waits, or treats frames as a response.",
        Confirm = "Switch the firewall off for the socket's path alone and run `wayleave doctor` again.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "With the ModSecurity connector, switch it off where the socket is.",
                """
                # needs module modsecurity
                location /ws/ {
                    modsecurity off;
                    proxy_pass http://127.0.0.1:8000;
                }
                """,
                "https://github.com/owasp-modsecurity/ModSecurity/issues/2233"),
            Fix.Documented(
                "apache",
                "Switch the engine off for the socket's path.",
                """
                # needs module security2_module
                <Location "/ws/">
                    SecRuleEngine Off
                </Location>
                """,
                "https://github.com/owasp-modsecurity/ModSecurity/wiki/Reference-Manual-%28v2.x%29#secruleengine"),
            Fix.Documented(
                "kubernetes",
                "With ingress-nginx, give the socket an Ingress of its own without ModSecurity.",
                """
                metadata:
                  annotations:
                    nginx.ingress.kubernetes.io/enable-modsecurity: "false"
                """,
                "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#modsecurity"),
            Fix.Documented(
                "any",
                "Exclude the socket's path from body inspection; keep the checks of Origin and credentials in the app.",
                "",
                "https://owasp.org/www-project-modsecurity/"),
        ],
        Neighbours = [CauseNames.WafRuleBlock, CauseNames.MiddlewareBreaksHijack, CauseNames.UpgradeHeaderStripped],
    };
}
