using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>A value of a JSON, YAML or TOML file with its place: what rules read, whichever of them it was written in.</summary>
/// <param name="At">Where it stands.</param>
public abstract record DataNode(Span At)
{
    /// <summary>The value of a key; null if this is no mapping or has no such key.</summary>
    public DataNode? this[string key] => (this as DataMap)?.Find(key)?.Value;

    /// <summary>The items of a list; none if this is no list.</summary>
    public ImmutableArray<DataNode> Items => (this as DataList)?.Values ?? [];

    /// <summary>The entries of a mapping; none if this is none.</summary>
    public ImmutableArray<DataEntry> Entries => (this as DataMap)?.Pairs ?? [];

    /// <summary>The text of a scalar; null if this is none.</summary>
    public string? Text => (this as DataScalar)?.Value;

    /// <summary>The value at the end of a row of keys; null if one of them is missing.</summary>
    /// <param name="keys">The keys, the outermost first.</param>
    public DataNode? Find(params ReadOnlySpan<string> keys)
    {
        DataNode? node = this;
        foreach (string key in keys) node = node?[key];
        return node;
    }

    /// <summary>This node and all that stand in it, in the file's order. What YAML's aliases bring to several places comes once: ten that name each other would else be a billion.</summary>
    public IEnumerable<DataNode> All()
    {
        var seen = new HashSet<DataNode>(ReferenceEqualityComparer.Instance);
        var ahead = new Stack<DataNode>([this]);
        while (ahead.TryPop(out DataNode? node))
        {
            if (!seen.Add(node)) continue;
            yield return node;
            IEnumerable<DataNode> inside = node is DataMap map ? map.Pairs.Select(pair => pair.Value) : node.Items;
            foreach (DataNode child in inside.Reverse()) ahead.Push(child);
        }
    }
}
