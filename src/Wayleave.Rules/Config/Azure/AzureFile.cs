using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>A description of Azure's resources, or the parameters' values for one.</summary>
/// <param name="Source">The file.</param>
public sealed record AzureFile(SourceText Source) : ConfigFile(Source, "azure")
{
    /// <summary>Keeps what was read.</summary>
    /// <param name="source">The file.</param>
    /// <param name="template">What it holds.</param>
    internal AzureFile(SourceText source, AzureTemplate template) : this(source) => Template = template;

    /// <summary>What it holds.</summary>
    internal AzureTemplate Template { get; private init; } = new();

    /// <inheritdoc/>
    public override ImmutableArray<Hop> Hops => AzureHops.Of(Template);

    /// <inheritdoc/>
    public override ConfigFile Beside(ImmutableArray<ConfigFile> files)
    {
        // Of several sets of values, those of test and of production, nobody knows which is meant.
        AzureFile[] giving = [.. files.OfType<AzureFile>().Where(file => !file.Template.Given.IsEmpty)];
        return giving is [var only] && !ReferenceEquals(only, this) ? this with { Template = Template with { Given = only.Template.Given } } : this;
    }
}
