using System.Collections.Immutable;

namespace Wayleave.Protocol.Text;

/// <summary>Finds the names that somebody may have meant, by edit distance.</summary>
public static class NearestName
{
    // So many letters are in a name by no chance.
    private const int TellingLength = 3;

    /// <summary>The likeliest name; null where none comes near.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">What can be meant, in lower case, in the order that breaks ties.</param>
    public static string? To(string typed, IEnumerable<string> names) => Of(typed, names, 1) is [var nearest] ? nearest : null;

    /// <summary>The likeliest names, the nearest first.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">What can be meant, in lower case, in the order that breaks ties.</param>
    /// <param name="count">How many to give at most.</param>
    public static ImmutableArray<string> Of(string typed, IEnumerable<string> names, int count)
    {
        ArgumentNullException.ThrowIfNull(typed);
        // Blanks and underscores are how people who heard a name spell its hyphens.
        string wanted = Hyphened(typed.Trim().ToLowerInvariant());
        if (wanted.Length == 0)
            return [];
        int allowed = Math.Max(2, wanted.Length / 3);
        return
        [
            .. names
                .Select(name => (name, distance: Apart(wanted, Hyphened(name))))
                .Where(pair => pair.distance <= allowed)
                .OrderBy(pair => pair.distance)
                .Select(pair => pair.name)
                .Take(count),
        ];
    }

    // A name that holds what was typed is as near as one with a single slip: it was cut short.
    private static int Apart(string wanted, string name)
    {
        int distance = Distance(wanted, name);
        return distance > 1 && wanted.Length >= TellingLength && name.Contains(wanted, StringComparison.Ordinal) ? 1 : distance;
    }

    private static string Hyphened(string name) => name.Replace(' ', '-').Replace('_', '-');

    /// <summary>How many letters must be added, removed, replaced or swapped with their neighbour (restricted Damerau–Levenshtein).</summary>
    /// <param name="left">One name.</param>
    /// <param name="right">The other.</param>
    public static int Distance(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= right.Length; j++)
            cost[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int replace = cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[left.Length, right.Length];
    }
}
