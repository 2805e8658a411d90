namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.EdgeInterstitial"/>.</summary>
internal static class EdgeInterstitial
{
    public static Cause Cause { get; } = new(
        CauseNames.EdgeInterstitial,
        CauseGroup.Platform,
        "the edge answers with a page of its own (challenge, pre-visit page, splash)")
    {
        Looks =
            "A browser's handshake gets an HTML page with 200, 403, 429 or 503: a challenge, a pre-visit " +
            "warning, a waiting room. Programs with another User-Agent may get a 101.",
        Why =
            "The edge wants a person to pass a page first. A WebSocket cannot show it, and a cookie from passing " +
            "it must be there before the handshake.",
        Confirm =
            "`wayleave doctor` sends the handshake with a browser's User-Agent and without, and prints the " +
            "page's title and the edge's signs (`cf-mitigated`, an ngrok error code).",
        Fixes =
        [
            Fix.Documented(
                "ngrok",
                "Visit the page once in the same browser, or use a paid plan; programs may send the header.",
                "ngrok-skip-browser-warning: 1",
                "https://ngrok.com/docs/pricing-limits/free-plan-limits/"),
            Fix.Documented(
                "cloudflare",
                "Skip challenges for the socket's path: Security > Security rules, a custom rule with the action Skip; " +
                "and keep Under Attack mode off there by a configuration rule.",
                """
                (http.host eq "app.example.com" and starts_with(http.request.uri.path, "/ws"))   # action: Skip
                """,
                "https://developers.cloudflare.com/waf/custom-rules/skip/"),
            Fix.Documented(
                "any",
                "Exempt the socket's path from pages that are made for people, or let the page that opens it " +
                "pass them first.",
                "",
                "https://developers.cloudflare.com/cloudflare-challenges/"),
        ],
        Neighbours = [CauseNames.WafRuleBlock, CauseNames.AuthProxyBlocksUpgrade, CauseNames.RateLimited],
        Seen = Seen.Live,
    };
}
