namespace Wayleave.Probing.Pages.Scripts;

/// <summary>Tells where a function's parameter hides an outer variable of the same name.</summary>
/// <remarks>Minified scripts give everything the same few letters: without this, what a letter stands for elsewhere is taken for a socket's URL.</remarks>
internal static class ScriptParameters
{
    // Nothing is asked further back: a function of this length is a whole module, and the walk is made for every variable.
    private const int Reach = 20_000;
    private const int LongestList = 400;

    private static readonly string[] Statements = ["if", "for", "while", "switch", "with"];

    /// <summary>True if a function that encloses <paramref name="usedAt"/>, and begins after <paramref name="assignedAt"/>, has such a parameter.</summary>
    /// <param name="script">The script.</param>
    /// <param name="name">The variable's name.</param>
    /// <param name="assignedAt">Where the variable gets its value; 0 for a value that it gets later.</param>
    /// <param name="usedAt">Where it is used.</param>
    public static bool Hide(string script, string name, int assignedAt, int usedAt)
    {
        var closed = 0;
        for (var at = Math.Min(usedAt, script.Length) - 1; at >= Math.Max(assignedAt, usedAt - Reach); at--)
        {
            if (script[at] == '}')
                closed++;
            else if (script[at] == '{' && --closed < 0)
            {
                closed = 0;
                if (IsParameter(script.AsSpan(Math.Max(0, at - LongestList), Math.Min(at, LongestList)), name))
                    return true;
            }
        }

        return false;
    }

    // What stands before the brace: "(a, b)", "(a, b) =>" or "a =>".
    private static bool IsParameter(ReadOnlySpan<char> before, string name)
    {
        before = before.TrimEnd();
        var isArrow = before.EndsWith("=>");
        if (isArrow)
            before = before[..^2].TrimEnd();
        if (!before.EndsWith(")"))
            return isArrow && EndsWithWord(before, name);
        var open = before.LastIndexOf('(');
        if (open < 0)
            return false;
        var head = before[..open].TrimEnd();
        foreach (var statement in Statements)
        {
            if (EndsWithWord(head, statement))
                return false;
        }

        var list = before[(open + 1)..^1];
        foreach (var part in list.Split(','))
        {
            if (list[part].Trim().SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text, string word) =>
        text.EndsWith(word) && (text.Length == word.Length || !(char.IsAsciiLetterOrDigit(text[^(word.Length + 1)]) || text[^(word.Length + 1)] is '_' or '$'));
}
