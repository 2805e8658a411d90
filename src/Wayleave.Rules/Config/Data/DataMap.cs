using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>Keys with their values.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Pairs">The keys in the order of the file; of a key that stands twice, programs take the last.</param>
public sealed record DataMap(Span At, ImmutableArray<DataEntry> Pairs) : DataNode(At)
{
    /// <summary>The entry of a key; the last one where it stands twice.</summary>
    public DataEntry? Find(string key) => Pairs.LastOrDefault(pair => pair.Key == key);
}
