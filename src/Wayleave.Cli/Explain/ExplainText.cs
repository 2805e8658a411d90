using System.Text;
using Wayleave.Rules.Causes;

namespace Wayleave.Cli.Explain;

/// <summary>A cause's page for a terminal.</summary>
internal static class ExplainText
{
    // Lines of prose longer than this are hard to read, however wide the terminal is.
    private const int WidestProse = 92;

    private const int NarrowestProse = 40;

    /// <summary>The page of one cause.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="width">The terminal's width in columns.</param>
    public static string Of(Cause cause, int width)
    {
        width = Math.Clamp(width, NarrowestProse, WidestProse);
        var text = new StringBuilder(cause.Name).Append('\n');
        Wrap(text, cause.Wrong, 2, width);
        Section(text, "How it looks", cause.Looks, width);
        Section(text, "Why it happens", cause.Why, width);
        Section(text, "How to make sure", cause.Confirm, width);
        text.Append("\nWhat to change\n");
        foreach (Fix fix in cause.Fixes)
        {
            text.Append('\n');
            Wrap(text, $"{(fix.For == "any" ? "anywhere" : fix.For)}: {fix.Summary}", 2, width);
            foreach (string line in fix.Snippet.Split('\n', StringSplitOptions.None).Where(_ => fix.Snippet.Length > 0))
                text.Append(line.Length == 0 ? "" : "      ").Append(line).Append('\n');
            text.Append("    ").Append(fix.Basis == FixBasis.Tried ? "tried: " : "from: ").Append(fix.Source).Append('\n');
            if (fix.Documentation is { } address)
                text.Append("    from: ").Append(address).Append('\n');
        }

        if (!cause.Neighbours.IsEmpty)
            text.Append("\nEasily mistaken for it\n");
        foreach (string neighbour in cause.Neighbours)
            Wrap(text, $"{neighbour}: {CauseCatalogue.Find(neighbour)!.Wrong}", 2, width);
        return text.Append('\n').Append(SeenText.Sentence(cause.Seen)).Append('\n').ToString();
    }

    /// <summary>All causes by group.</summary>
    /// <param name="width">The terminal's width in columns.</param>
    public static string OfAll(int width)
    {
        width = Math.Clamp(width, NarrowestProse, WidestProse);
        var text = new StringBuilder();
        foreach (IGrouping<CauseGroup, Cause> group in CauseCatalogue.All.GroupBy(c => c.Group))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(CauseGroupText.Title(group.Key)).Append('\n');
            foreach (Cause cause in group)
            {
                text.Append("  ").Append(cause.Name).Append('\n');
                Wrap(text, cause.Wrong, 6, width);
            }
        }

        return text.Append("\nwayleave explain CAUSE prints a page.\n").ToString();
    }

    private static void Section(StringBuilder text, string heading, string prose, int width)
    {
        text.Append('\n').Append(heading).Append('\n');
        Wrap(text, prose, 2, width);
    }

    // A terminal shows no code font: the marks around code would only be noise.
    private static void Wrap(StringBuilder text, string prose, int indent, int width)
    {
        int column = 0;
        foreach (string word in prose.Replace("`", "", StringComparison.Ordinal).Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(column == 0 ? new string(' ', indent) : " ").Append(word);
            column += (column == 0 ? indent : 1) + word.Length;
        }

        text.Append('\n');
    }
}
