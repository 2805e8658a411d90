using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>Looks values up as Envoy does: <c>upgrade_configs</c> may be written <c>upgradeConfigs</c> too.</summary>
internal static class EnvoyTree
{
    /// <summary>The entry of a field; null if it is not there.</summary>
    /// <param name="node">Where to look; null: nowhere.</param>
    /// <param name="field">Its name with underscores.</param>
    public static DataEntry? Field(this DataNode? node, string field) => node is DataMap map ? map.Find(field) ?? map.Find(Camel(field)) : null;

    /// <summary>The value at the end of a row of fields; null if one of them is missing.</summary>
    /// <param name="node">Where to begin; null: nowhere.</param>
    /// <param name="fields">Their names with underscores.</param>
    public static DataNode? Get(this DataNode? node, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields) node = node.Field(field)?.Value;
        return node;
    }

    /// <summary>The items of a repeated field; a single value is taken as one.</summary>
    public static ImmutableArray<DataNode> Each(this DataNode? node, string field) => node.Get(field) switch { DataList list => list.Values, { } one => [one], null => [] };

    /// <summary>The path or prefix that a route asks for; null if it asks for none in plain words.</summary>
    public static DataEntry? PathOf(DataNode route) => route.Get("match") is { } match ? match.Field("prefix") ?? match.Field("path") ?? match.Field("path_separated_prefix") : null;

    /// <summary>A duration such as <c>0s</c> or <c>1.5s</c>, or in its old form of seconds and nanos; null if it is none.</summary>
    public static TimeSpan? Duration(DataNode? node) => node switch
    {
        DataScalar { IsTemplate: false } text when text.Value is [.., 's'] && double.TryParse(text.Value[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 1e9 => TimeSpan.FromSeconds(seconds),
        DataMap map when map["seconds"] is DataScalar { Number: >= 0 and < 1e9 and var seconds } => TimeSpan.FromSeconds(seconds),
        DataMap { Pairs.Length: 0 } => TimeSpan.Zero,
        _ => null,
    };

    private static string Camel(string field)
    {
        string[] parts = field.Split('_');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
