namespace Wayleave.Conformance.Fixes;

/// <summary>Cuts a configuration into its outermost statements.</summary>
internal static class Statements
{
    /// <summary>Statements that end with a semicolon or a closing brace, as nginx and VCL write them.</summary>
    public static IEnumerable<string> ByBraces(string text)
    {
        int depth = 0;
        int start = 0;
        string code = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
        for (int i = 0; i < code.Length; i++)
        {
            depth += code[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth != 0 || code[i] is not (';' or '}'))
                continue;
            yield return code[start..(i + 1)].Trim();
            start = i + 1;
        }
    }

    /// <summary>The statement's first word.</summary>
    public static string Name(string statement) => statement.Split([' ', '\n', '\t', ';', '{'], 2)[0];
}
