using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>Makes a tree of keys that are written with dots: Traefik's labels and its command line.</summary>
internal static class DottedKeys
{
    // A label is a line; what has more parts is none.
    private const int MaxParts = 30;

    /// <summary>The tree. Of a key that stands twice, whatever its case, the last one counts. Each level's place is the key that made it.</summary>
    /// <param name="at">Where they stand.</param>
    /// <param name="entries">The keys, each with its value.</param>
    public static DataMap Tree(Span at, IEnumerable<DataEntry> entries) => Level(at, [.. entries.Select(entry => (entry, entry.Key.Split('.'))).Where(entry => entry.Item2.Length <= MaxParts)], 0);

    private static DataMap Level(Span at, ImmutableArray<(DataEntry Entry, string[] Parts)> entries, int depth)
    {
        ImmutableArray<DataEntry>.Builder pairs = ImmutableArray.CreateBuilder<DataEntry>();
        foreach (IGrouping<string, (DataEntry Entry, string[] Parts)> same in entries.GroupBy(entry => entry.Parts[depth], StringComparer.OrdinalIgnoreCase))
        {
            DataEntry first = same.First().Entry;
            ImmutableArray<(DataEntry Entry, string[] Parts)> deeper = [.. same.Where(entry => entry.Parts.Length > depth + 1)];
            // `sticky.cookie=true` and `sticky.cookie.name=x` may stand side by side: the deeper one says more.
            pairs.Add(new DataEntry(first.KeyAt, same.Key, deeper.IsEmpty ? same.Last().Entry.Value : Level(first.At, deeper, depth + 1)));
        }

        return new DataMap(at, pairs.ToImmutable());
    }
}
