namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Finds the name that a misspelt one was meant to be.</summary>
internal static class NearName
{
    /// <summary>The known name that is up to two letters away, or the same in another spelling of case and dashes; null if there is none, or if the name is known.</summary>
    /// <param name="written">What stands in the file.</param>
    /// <param name="known">The names that are read.</param>
    public static string? Of(string written, IEnumerable<string> known)
    {
        string? near = null;
        foreach (string name in known)
        {
            if (name == written) return null;
            if (near is null && IsNear(written, name)) near = name;
        }

        return near;
    }

    private static bool IsNear(string written, string name)
    {
        if (string.Equals(Plain(written), Plain(name), StringComparison.OrdinalIgnoreCase)) return true;
        return Math.Abs(written.Length - name.Length) <= 2 && Distance(written, name) <= 2;
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);

    // How many letters must be added, taken out or changed.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int before = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = before + (left[i - 1] == right[j - 1] ? 0 : 1);
                before = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
