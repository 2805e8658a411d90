namespace Wayleave.Rules.Recipes;

/// <summary>Traefik's dynamic configuration, with the static part that it needs.</summary>
internal sealed class TraefikRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "traefik";

    /// <inheritdoc/>
    public string Summary => "a dynamic file for Traefik 3, with the flags of its static part";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "Save as /etc/traefik/dynamic/app.yml. Start Traefik with:") +
        $"""
        #   --providers.file.directory=/etc/traefik/dynamic --providers.file.watch=true
        #   --entrypoints.web.address=:80{(options.Tls ? " --entrypoints.websecure.address=:443" : "")}
        {Trust(options)}# Traefik passes WebSockets by itself and ends none for being quiet. Since 2.11.2 a request's body must arrive within 60 s; that is raised here for slow uploads:
        #   --entrypoints.{(options.Tls ? "websecure" : "web")}.transport.respondingTimeouts.readTimeout=300s
        # It limits no body; the buffering middleware would, but it holds back streamed answers.
        {RecipeParts.MakeCertificate(options)}
        http:
          routers:
            app:
              rule: "Host(`{options.Domain}`)"
              entryPoints: [{(options.Tls ? "websecure" : "web")}]
              service: app
        {(options.Tls ? "      tls: {}\n" : "")}{Redirect(options)}  services:
            app:
              loadBalancer:
                # {(options.ToPublicName ? "Another's host knows itself by its own name only." : "The page's own host: apps compare Origin with it.")}
                passHostHeader: {(options.ToPublicName ? "false" : "true")}
                servers:
                  - url: "{options.To.GetLeftPart(UriPartial.Authority)}"
        {Certificates(options)}
        """;

    // Traefik believes nobody's X-Forwarded-* unless it is told whose.
    private static string Trust(RecipeOptions options) => options.BehindEdge
        ? $"#   --entrypoints.{(options.Tls ? "websecure" : "web")}.forwardedHeaders.trustedIPs={string.Join(',', RecipeParts.TrustedNetworks(options))}\n"
        : "";

    private static string Redirect(RecipeOptions options) => options.Tls && !options.BehindEdge
        ? $"    app-http:\n      rule: \"Host(`{options.Domain}`)\"\n      entryPoints: [web]\n      service: app\n      middlewares: [to-https]\n  middlewares:\n    to-https:\n      redirectScheme:\n        scheme: https\n        permanent: true\n"
        : "";

    private static string Certificates(RecipeOptions options) => options.Tls
        ? $"\ntls:\n  certificates:\n    - certFile: {options.Certificate}\n      keyFile: {options.Key}\n"
        : "";
}
