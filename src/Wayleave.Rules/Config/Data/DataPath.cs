namespace Wayleave.Rules.Config.Data;

/// <summary>Looks values up where a program takes keys in any case, as Traefik and Viper's users do.</summary>
internal static class DataPath
{
    /// <summary>The value at the end of a row of keys, whatever their case; null if one of them is missing.</summary>
    /// <param name="node">Where to begin; null: nowhere.</param>
    /// <param name="keys">The keys, the outermost first.</param>
    public static DataNode? Any(this DataNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) node = node?.Entry(key)?.Value;
        return node;
    }

    /// <summary>The entry of a key, whatever its case; the last one where it stands twice.</summary>
    public static DataEntry? Entry(this DataNode? node, string key)
    {
        DataEntry? found = null;
        foreach (DataEntry entry in node?.Entries ?? [])
        {
            if (string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase)) found = entry;
        }

        return found;
    }

    /// <summary>The texts of a list, or those of a scalar between commas.</summary>
    public static IEnumerable<string> Texts(this DataNode? node) => node switch
    {
        DataList list => list.Values.OfType<DataScalar>().Select(item => item.Value),
        DataScalar { IsNull: false } scalar => scalar.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };
}
