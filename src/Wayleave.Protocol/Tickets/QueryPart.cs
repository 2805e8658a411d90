using System.Collections.Immutable;

namespace Wayleave.Protocol.Tickets;

/// <summary>Takes secrets out of the query of a request's target; all else of it stays as it is, byte for byte.</summary>
public static class QueryPart
{
    /// <summary>Takes the parts of certain names out.</summary>
    /// <param name="target">A target in origin form.</param>
    /// <param name="names">The names, compared with their case once they are decoded.</param>
    /// <param name="values">The decoded values that stood there, in their order.</param>
    /// <returns>The target without them; without its question mark too where nothing is left.</returns>
    public static string Take(string target, IReadOnlyCollection<string> names, out ImmutableArray<string> values)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(names);
        values = [];
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
            return target;
        var kept = new List<string>();
        foreach (var part in target[(mark + 1)..].Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (names.Contains(Decode(equals < 0 ? part : part[..equals])))
                values = values.Add(equals < 0 ? "" : Decode(part[(equals + 1)..]));
            else
                kept.Add(part);
        }

        return values.IsEmpty ? target : kept.Count == 0 ? target[..mark] : $"{target[..mark]}?{string.Join('&', kept)}";
    }

    // As forms are read: a plus is a space.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
