namespace Wayleave.Rules.Recipes;

/// <summary>What to set at CloudFront, in words.</summary>
internal sealed class CloudFrontRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "cloudfront";

    /// <inheritdoc/>
    public string Summary => "the steps at CloudFront, in words";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "What to set at CloudFront.") +
        $"""

        1. Origin: the balancer's or server's name, protocol "HTTPS only", port 443, minimum TLS 1.2. Its certificate must be for that name and from a public authority.
        2. Behavior for {(options.SocketPrefix.Length == 0 ? "the sockets' path (or Default (*))" : options.SocketPrefix + "*")}, above the others that would match:
           - Viewer protocol policy: "HTTPS only". "Redirect HTTP to HTTPS" is as good for pages; a socket follows no redirect.
           - Allowed methods: all seven, where the same path takes POSTs too; GET, HEAD, OPTIONS suffice for sockets.
           - Cache policy: Managed-CachingDisabled.
           - Origin request policy: Managed-AllViewer. It passes Host, Origin, cookies, the query and the Sec-WebSocket-* headers, without which the handshake
             fails (400, or a 101 with a wrong Accept). Where the origin must see its own name: Managed-AllViewerExceptHostHeader, and then the app must
             take the public name from another header.
           - No Lambda@Edge or function that answers or redirects this path; no compression policy is needed.
        3. CloudFront ends a socket that is quiet for 10 minutes. Balancers behind it have limits of their own: see wayleave config alb.
        4. X-Forwarded-Proto: CloudFront sends CloudFront-Forwarded-Proto only where the origin request policy names it. An app that redirects plain HTTP must be told the scheme by the
           balancer (its listener is https) or by that header.

        Then: wayleave doctor https://{options.Domain}{options.SocketPath} --origin BALANCER:443

        """;
}
