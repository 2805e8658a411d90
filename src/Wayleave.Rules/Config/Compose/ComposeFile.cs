using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Traefik;

namespace Wayleave.Rules.Config.Compose;

/// <summary>A compose file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Root">What it has; null if nothing could be read.</param>
/// <param name="Services">Its services.</param>
public sealed record ComposeFile(SourceText Source, DataNode? Root, ImmutableArray<ComposeService> Services) : ConfigFile(Source, "compose")
{
    /// <inheritdoc/>
    public override ImmutableArray<ServerCommand> Commands => [.. Services.SelectMany(service => service.Commands)];

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => Traefik is { Dynamic.IsEmpty: false } labels ? [new TraefikHop(labels)] : [];

    /// <summary>What the labels tell Traefik; null if none do.</summary>
    public TraefikConfig? Traefik { get; init; }

    /// <summary>Whether what it shows is all: no other file is brought in, and no network is shared with other projects.</summary>
    public bool IsWhole => Root is not null && Root["include"] is null && Services.All(service => service.Node["extends"] is null && service.Node["external_links"] is null)
        && !(Root["networks"]?.Entries.Any(network => network.Value["external"] is not null) ?? false);

    /// <summary>The service that runs a program; null if none or several do.</summary>
    /// <param name="product">The program in lower case.</param>
    public ComposeService? Runs(string product) => Services.Where(service => service.Product == product).ToArray() is [var only] ? only : null;

    /// <inheritdoc/>
    public override ReadContext Inform(ReadContext context)
    {
        ImmutableDictionary<string, Version> versions = context.Versions;
        foreach (ComposeService service in Services)
        {
            if (service is { Product: { } product, Version: { } version } && !versions.ContainsKey(product)) versions = versions.Add(product, version);
        }

        ImmutableDictionary<string, string>? variables = context.Variables ?? TemplateVariables();
        return versions == context.Versions && variables == context.Variables ? context : context with { Versions = versions, Variables = variables };
    }

    // The image of nginx fills its templates from its environment. Only where all of that is known: else a variable that is not in it would seem unset.
    private ImmutableDictionary<string, string>? TemplateVariables() =>
        Runs("nginx") is { KnowsEnvironment: true, Environment.IsEmpty: false } nginx ? nginx.Environment.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Value) : null;
}
