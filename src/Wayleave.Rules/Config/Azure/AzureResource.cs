using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Azure;

/// <summary>A resource, whichever language describes it.</summary>
/// <param name="At">Where its description begins.</param>
/// <param name="Type">Its type without a version: <c>Microsoft.Web/sites</c>.</param>
/// <param name="Body">What it is given.</param>
internal sealed record AzureResource(Span At, string Type, DataNode Body)
{
    /// <summary>The name by which the file speaks of it; null in a template, where names do that.</summary>
    public string? Symbol { get; init; }

    /// <summary>Whether the file only speaks of it: what it is like stands elsewhere.</summary>
    public bool IsExisting { get; init; }

    /// <summary>The resource in whose description this one stands; null if it stands alone.</summary>
    public AzureResource? Inside { get; init; }

    /// <summary>Its properties. What the command line prints of some resources has them without that level.</summary>
    public DataNode Properties => Body["properties"] ?? Body;

    /// <summary>Where a key of its properties stands; null if it has none.</summary>
    public DataEntry? Entry(string key) => (Properties as DataMap)?.Pairs.LastOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is of a type; case does not count.</summary>
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);
}
