using System.Text;

namespace Wayleave.Rules.Causes;

/// <summary>Writes a cause as a Markdown page: the documentation's, and that of <c>wayleave explain --format md</c>.</summary>
public static class CausePage
{
    /// <summary>The page of one cause, ending in a line break.</summary>
    /// <param name="cause">The cause.</param>
    public static string Markdown(Cause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var page = new StringBuilder();
        page.Append("# ").Append(cause.Name).Append("\n\n");
        page.Append(Plain(Capital(cause.Wrong))).Append(".\n\n");
        page.Append("Group: ").Append(CauseGroupText.Title(cause.Group)).Append(". ").Append(SeenText.Sentence(cause.Seen)).Append("\n\n");
        Section(page, "How it looks", cause.Looks);
        Section(page, "Why it happens", cause.Why);
        Section(page, "How to make sure", cause.Confirm);
        page.Append("## What to change\n\n");
        string previous = "";
        foreach (Fix fix in cause.Fixes)
        {
            if (fix.For != previous)
                page.Append("### ").Append(fix.For == "any" ? "anywhere" : fix.For).Append("\n\n");
            Append(page, fix);
            previous = fix.For;
        }

        if (!cause.Neighbours.IsEmpty)
            page.Append("## Easily mistaken for it\n\n");
        foreach (string neighbour in cause.Neighbours)
            page.Append("- [").Append(neighbour).Append("](").Append(neighbour).Append(".md): ").Append(Plain(CauseCatalogue.Find(neighbour)!.Wrong)).Append('\n');
        return page.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The page that lists all causes by group, ending in a line break.</summary>
    public static string IndexMarkdown()
    {
        var page = new StringBuilder("# Causes\n\n");
        page.Append("What can break a WebSocket, in one vocabulary for the whole program. Each name leads to its page:\n");
        page.Append("how it looks, why it happens, how to make sure, and what to change at each kind of hop.\n");
        page.Append("`wayleave explain NAME` prints the same. These pages are generated; see [CONTRIBUTING.md](../../CONTRIBUTING.md).\n");
        foreach (IGrouping<CauseGroup, Cause> group in CauseCatalogue.All.GroupBy(c => c.Group))
        {
            page.Append("\n## ").Append(CauseGroupText.Title(group.Key)).Append("\n\n| cause | what is wrong |\n| --- | --- |\n");
            foreach (Cause cause in group)
                page.Append("| [").Append(cause.Name).Append("](").Append(cause.Name).Append(".md) | ").Append(Plain(cause.Wrong)).Append(" |\n");
        }

        return page.ToString();
    }

    private static void Section(StringBuilder page, string heading, string text) =>
        page.Append("## ").Append(heading).Append("\n\n").Append(text).Append("\n\n");

    private static void Append(StringBuilder page, Fix fix)
    {
        page.Append(Plain(fix.Summary)).Append("\n\n");
        if (fix.Snippet.Length > 0)
            page.Append("```\n").Append(fix.Snippet).Append("\n```\n\n");
        page.Append(fix.Basis == FixBasis.Tried ? $"Tried by our test `{fix.Source}`." : $"From documentation: <{fix.Source}>");
        if (fix.Documentation is { } address)
            page.Append($" Documentation: <{address}>");
        page.Append("\n\n");
    }

    // Summaries carry no markup, yet a variable's underscores and dollars must not become some.
    private static string Plain(string text) => text
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("<", "\\<", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal);

    // The half sentence of the vocabulary as the beginning of a whole one.
    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
