using Wayleave.Protocol.Text;

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
        return Math.Abs(written.Length - name.Length) <= 2 && NearestName.Distance(written, name) <= 2;
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
