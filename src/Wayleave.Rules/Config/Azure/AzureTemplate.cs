using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Azure;

/// <summary>What a Bicep file or a template holds.</summary>
internal sealed record AzureTemplate
{
    private const int MostSteps = 8;

    /// <summary>The resources, those in others too.</summary>
    public ImmutableArray<AzureResource> Resources { get; init; } = [];

    /// <summary>The variables.</summary>
    public ImmutableDictionary<string, DataNode> Variables { get; init; } = ImmutableDictionary<string, DataNode>.Empty;

    /// <summary>The parameters that have a default, which a deployment may replace.</summary>
    public ImmutableDictionary<string, DataNode> Defaults { get; init; } = ImmutableDictionary<string, DataNode>.Empty;

    /// <summary>The parameters' values, where a file of the call gives them to the deployment.</summary>
    public ImmutableDictionary<string, DataNode> Given { get; init; } = ImmutableDictionary<string, DataNode>.Empty;

    /// <summary>The resources of a type.</summary>
    public IEnumerable<AzureResource> Of(string type) => Resources.Where(resource => resource.Is(type));

    /// <summary>The value that a node surely has: its own, its variable's, or its parameter's where that is given; null if only the deployment knows.</summary>
    public DataNode? Known(DataNode? node) => Follow(node, name => Variables.GetValueOrDefault(name) ?? Given.GetValueOrDefault(name));

    /// <summary>The value that a node has if the deployment replaces no default; null if that is not known either.</summary>
    public DataNode? Usual(DataNode? node) => Follow(node, name => Variables.GetValueOrDefault(name) ?? Given.GetValueOrDefault(name) ?? Defaults.GetValueOrDefault(name));

    private static DataNode? Follow(DataNode? node, Func<string, DataNode?> next)
    {
        for (int step = 0; node is AzureExpression expression; step++)
        {
            if (expression.Name is not { } name || step == MostSteps) return null;
            node = next(name);
        }

        return node;
    }
}
