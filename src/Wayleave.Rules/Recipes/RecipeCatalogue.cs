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

    /// <summary>The recipe of that name; null if there is none.</summary>
    public static IRecipe? Find(string name) => All.FirstOrDefault(recipe => recipe.Name == name);
}
