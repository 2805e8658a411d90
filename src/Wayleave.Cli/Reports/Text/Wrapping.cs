namespace Wayleave.Cli.Reports.Text;

/// <summary>Breaks sentences into lines.</summary>
internal static class Wrapping
{
    /// <summary>The text in lines no longer than the width, broken at spaces; a longer word stays whole, so that it can be copied.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">The width in columns.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        if (line.Length > 0) yield return line;
    }
}
