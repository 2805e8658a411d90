namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.WafRuleBlock"/>.</summary>
internal static class WafRuleBlock
{
    public static Cause Cause { get; } = new(
        CauseNames.WafRuleBlock,
        CauseGroup.Delivery,
        "a WAF rule refuses the handshake")
    {
        Looks =
            "The handshake gets a flat 403 (406, 429 or 503 at some) from an edge or firewall: a short page with " +
            "an incident number. It may depend on the User-Agent, a query value, the country or the rate.",
        Why =
            "A firewall rule matched something in the handshake: a token that looks like an attack, a missing " +
            "browser header, an address list.",
        Confirm =
            "The answer carries the edge's signs and an id (`cf-ray`, `x-amzn-waf-*`, a support id), and the " +
            "app's log has nothing. Look that id up in the edge's event log.",
        Fixes =
        [
            Fix.Documented(
                "cloudflare",
                "Find the rule by the ray id under Security > Analytics > Events, then skip it for the socket's path: " +
                "Security > Security rules, a custom rule.",
                """
                (http.host eq "app.example.com" and starts_with(http.request.uri.path, "/ws"))   # action: Skip
                """,
                "https://developers.cloudflare.com/waf/custom-rules/skip/"),
            Fix.Documented(
                "cloudfront",
                "Look the request up in the web ACL's sampled requests, and set the rule that matched to Count " +
                "for the path.",
                "",
                "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-rule-group-override-options.html"),
            Fix.Documented(
                "alb",
                "Give the managed rule group a scope-down statement that leaves the socket's path out.",
                "",
                "https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-scope-down-statements.html"),
            Fix.Documented(
                "apache",
                "Take out the rule that the log names, for the socket's path only.",
                """
                # needs module security2_module
                <Location "/ws/">
                    SecRuleRemoveById 920300
                </Location>
                """,
                "https://github.com/owasp-modsecurity/ModSecurity/wiki/Reference-Manual-%28v2.x%29#secruleremovebyid"),
            Fix.Documented(
                "azure-front-door",
                "Add an exclusion to the policy for the header or query value that matched.",
                "",
                "https://learn.microsoft.com/en-us/azure/web-application-firewall/afds/waf-front-door-exclusion"),
            Fix.Documented(
                "client",
                "Keep tokens out of the query string, where rules look for attacks; exchange them for a short " +
                "ticket first.",
                "",
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket"),
            Fix.Documented(
                "any",
                "Find the matching rule by the incident number, and exempt the socket's path or the one value " +
                "from that rule only.",
                "",
                "https://coreruleset.org/docs/2-how-crs-works/2-3-false-positives-and-tuning/"),
        ],
        Neighbours =
        [
            CauseNames.EdgeInterstitial,
            CauseNames.WafBreaksUpgrade,
            CauseNames.RateLimited,
            CauseNames.OriginNotAllowlisted,
        ],
    };
}
