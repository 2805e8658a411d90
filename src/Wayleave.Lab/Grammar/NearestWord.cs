namespace Wayleave.Lab.Grammar;

/// <summary>Finds the word that someone probably meant.</summary>
internal static class NearestWord
{
    /// <summary>The known word nearest to <paramref name="written"/>; null if none is near.</summary>
    public static string? To(string written, IEnumerable<string> known)
    {
        int worst = Math.Max(2, written.Length / 3);
        return known
            .Select(word => (word, distance: word.StartsWith(written, StringComparison.Ordinal) && written.Length > 2 ? 0 : Distance(written, word)))
            .Where(candidate => candidate.distance <= worst)
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.word)
            .FirstOrDefault();
    }

    /// <summary>Levenshtein's distance: how many letters must be added, removed or changed.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
