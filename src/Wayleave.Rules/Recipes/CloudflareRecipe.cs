namespace Wayleave.Rules.Recipes;

/// <summary>What to set at Cloudflare, in words.</summary>
internal sealed class CloudflareRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "cloudflare";

    /// <inheritdoc/>
    public string Summary => "the steps at Cloudflare, in words";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "What to set at Cloudflare. Each step names the place in the dashboard.") +
        $"""

        1. DNS > Records: {options.Domain} points to the server, with the cloud orange (proxied).
        2. Network > WebSockets: on.
        3. SSL/TLS > Overview: "Full" where the origin's certificate is self-signed, "Full (strict)" where it is a public one or Cloudflare's origin
           certificate. Never "Flexible": the edge then speaks plain HTTP to the origin, and an app that wants https redirects for ever.
           The origin must listen on 443 with TLS: wayleave config nginx --to {options.To.GetLeftPart(UriPartial.Authority)} --domain {options.Domain} --edge cloudflare
        4. The server's firewall: let 443 in from https://www.cloudflare.com/ips/ only. 521 and 522 are what a forgotten range looks like.
        5. Speed > Optimization: Rocket Loader off for this name; it delays the page's scripts, those that open sockets too.
        6. Caching > Cache Rules: bypass the cache for {(options.SocketPrefix.Length == 0 ? "the sockets' path" : options.SocketPrefix + "*")}.
        7. Rules > Redirect Rules, Security > WAF: nothing may redirect or challenge {(options.SocketPrefix.Length == 0 ? "the sockets' path" : options.SocketPrefix)}; a browser follows no redirect of a handshake.
        8. Sockets: an idle one is ended after 100 s. The app or its client must send something at least every 45 s; wayleave serve does by itself (25 s).
        9. Ports: only 443, 2053, 2083, 2087, 2096 and 8443 (TLS), and 80, 8080, 8880, 2052, 2082, 2086 and 2095 are proxied.

        Then: wayleave doctor https://{options.Domain}{options.SocketPath} --origin SERVER:443

        """;
}
