namespace Wayleave.Probing.Pages.Scripts;

/// <summary>Finds where a script gives a variable its value.</summary>
internal static class ScriptAssignments
{
    /// <summary>The place after the <c>=</c> of the last assignment before a position, else of the first one after it; null if there is none.</summary>
    /// <param name="script">The script.</param>
    /// <param name="name">The variable's name.</param>
    /// <param name="usedAt">Where it is used.</param>
    public static int? Before(string script, string name, int usedAt)
    {
        int? before = null;
        for (var at = script.IndexOf(name, StringComparison.Ordinal); at >= 0; at = script.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if (ValueAt(script, name, at) is not { } value)
                continue;
            if (at > usedAt)
            {
                before ??= value;
                break;
            }

            before = value;
        }

        return before is { } found && !ScriptParameters.Hide(script, name, found < usedAt ? found : 0, usedAt) ? before : null;
    }

    private static int? ValueAt(string script, string name, int at)
    {
        if (at > 0 && (char.IsAsciiLetterOrDigit(script[at - 1]) || script[at - 1] is '_' or '$' or '.' or '"' or '\''))
            return null;
        var next = at + name.Length;
        while (next < script.Length && script[next] is ' ' or '\t')
            next++;
        // "=" alone: neither a comparison nor an arrow.
        return next + 1 < script.Length && script[next] == '=' && script[next + 1] is not ('=' or '>') ? next + 1 : null;
    }
}
