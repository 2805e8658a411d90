using System.Collections.Immutable;

namespace Wayleave.Rules.Recipes;

/// <summary>Every kind of configuration that can be written, listed by hand.</summary>
public static class RecipeCatalogue
{
    /// <summary>The recipes.</summary>
    public static ImmutableArray<IRecipe> All { get; } =
    [
        new NginxRecipe(),
        new NginxTemplateRecipe(),
        new HAProxyRecipe(),
        new CaddyRecipe(),
        new ApacheRecipe(),
        new TraefikRecipe(),
        new ComposeRecipe(),
        new SystemdRecipe(),
        new DockerfileRecipe(),
        new KubernetesRecipe(),
        new CloudflareRecipe(),
        new CloudFrontRecipe(),
        new AlbRecipe(),
    ];

    // What people call these as well.
    private static readonly ImmutableDictionary<string, string> s_others = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, new Dictionary<string, string>
    {
        ["docker-compose"] = "compose", ["docker"] = "dockerfile", ["caddyfile"] = "caddy", ["apache2"] = "apache", ["httpd"] = "apache",
        ["ingress"] = "kubernetes", ["kubernetes-ingress"] = "kubernetes", ["k8s"] = "kubernetes",
    });

    /// <summary>The recipe of that name, or of one by which its product is known too; null if there is none.</summary>
    /// <param name="name">The name, in whatever case.</param>
    public static IRecipe? Find(string name) => All.FirstOrDefault(recipe => string.Equals(recipe.Name, s_others.GetValueOrDefault(name, name), StringComparison.OrdinalIgnoreCase));
}
