using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Platform;

/// <summary>The pages for people that edges are known to answer with, and their marks.</summary>
internal static class Interstitials
{
    /// <summary>The table, the surest mark first.</summary>
    public static ImmutableArray<Interstitial> All { get; } =
    [
        // https://ngrok.com/docs/errors/err_ngrok_6024/: browsers' User-Agents get it once, until they click.
        new("ngrok", "ngrok's pre-visit page (ERR_NGROK_6024)", "visit the page once in the same browser, use a paid plan or another tunnel; a page's script cannot send ngrok-skip-browser-warning with a WebSocket", 0.97,
            e => Has(e, "ngrok-error-code", "ERR_NGROK_6024") || Says(e, "ERR_NGROK_6024")),
        new("ngrok", "a page of ngrok's own for browsers", "visit the page once in the same browser, or use a paid plan", 0.8,
            e => Has(e, "ngrok-error-code", "ERR_NGROK_60") || (Says(e, "cdn.ngrok.com") && Says(e, "You are about to visit")) || Says(e, "ngrok-skip-browser-warning")),
        // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
        new("cloudflare", "a Cloudflare challenge page (cf-mitigated: challenge)", "add a WAF skip rule or a configuration rule for the socket's path; a WebSocket cannot solve a challenge, though cf_clearance from the page lets it through", 0.97,
            e => Has(e, "cf-mitigated", "challenge")),
        new("cloudflare", "a Cloudflare challenge page (\"Just a moment…\")", "add a WAF skip rule for the socket's path, or switch Under Attack mode off", 0.9,
            e => e.Status is 403 or 429 or 503 && (Says(e, "<title>Just a moment") || Says(e, "_cf_chl_opt") || Says(e, "/cdn-cgi/challenge-platform/") || Says(e, "cf-browser-verification"))),
        new("vercel", "a Vercel challenge page", "add a bypass rule for the socket's path in the firewall", 0.95, e => Has(e, "x-vercel-mitigated", "challenge")),
        new("aws-waf", "an AWS WAF challenge", "leave the socket's path out of the challenge rule", 0.95, e => Has(e, "x-amzn-waf-action", "challenge") || Has(e, "x-amzn-waf-action", "captcha")),
        new("localtunnel", "localtunnel's reminder page", "visit the page once from the same address, or use another tunnel", 0.9, e => Says(e, "Bypass-Tunnel-Reminder") || Says(e, "bypass-tunnel-reminder")),
        new("pinggy", "Pinggy's splash page", "visit the page once, or use a paid plan", 0.9, e => Says(e, "X-Pinggy-No-Screen")),
        new("devtunnels", "the anti-phishing page of Dev Tunnels", "visit the page once in the same browser", 0.9, e => Says(e, "X-Tunnel-Skip-AntiPhishing-Page")),
        new("imperva", "an Imperva challenge page", "leave the socket's path out of the bot rules", 0.9, e => Says(e, "_Incapsula_Resource") || Says(e, "Incapsula incident ID")),
        new("ddos-guard", "a DDoS-Guard challenge page", "ask for an exception for the socket's path", 0.85, e => Says(e, "DDoS-Guard") && e.Status is 403 or 503),
        new("sucuri", "a Sucuri challenge page", "allow the socket's path in the firewall", 0.85, e => Says(e, "sucuri_cloudproxy_js")),
        new("render", "Render's page while a service wakes up", "keep the service awake, or retry with a back-off", 0.8, e => Has(e, "x-render-routing", "hibernate") || Has(e, "x-render-routing", "dynamic-paid-error")),
    ];

    /// <summary>The page that an answer is; null if it is none that is known.</summary>
    /// <param name="exchange">The answer.</param>
    public static Interstitial? Of(HttpExchange exchange) => exchange.Status is null or 101 ? null : All.FirstOrDefault(i => i.Shows(exchange));

    private static bool Has(HttpExchange exchange, string header, string part) => exchange.Header(header)?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Says(HttpExchange exchange, string part) => exchange.Body.Contains(part, StringComparison.OrdinalIgnoreCase);
}
