using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>A description of Azure's resources.</summary>
/// <param name="Source">The file.</param>
public sealed record AzureFile(SourceText Source) : ConfigFile(Source, "azure")
{
    /// <summary>Keeps what was read.</summary>
    /// <param name="source">The file.</param>
    /// <param name="template">What it holds.</param>
    internal AzureFile(SourceText source, AzureTemplate template) : this(source) => Template = template;

    /// <summary>What it holds.</summary>
    internal AzureTemplate Template { get; } = new();

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => AzureHops.Of(Template);
}
