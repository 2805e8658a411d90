using System.Text;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Cli.Reports.Text;
using Wayleave.Rules.Config;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>What lint says of itself: its rules, their pages, the kinds of files.</summary>
internal static class LintPages
{
    // Lines of prose longer than this are hard to read, however wide the terminal is.
    private const int WidestProse = 92;

    /// <summary>A rule's page; null, and a complaint, if there is no such rule.</summary>
    public static string? Explain(string name, int width, List<string> errors)
    {
        if (LintCatalogue.Find(name) is not { } rule)
        {
            string hint = NearestName.To(name, [.. LintCatalogue.Rules.Select(one => one.Info.Name)]) is { } near ? $"did you mean {near}?" : "wayleave lint --list-rules lists them";
            errors.Add($"--explain: there is no rule '{Printable.Short(name, 60)}'; {hint}");
            return null;
        }

        LintRuleInfo info = rule.Info;
        var text = new StringBuilder(info.Name).Append('\n');
        Wrap(text, $"{info.Severity.ToString().ToLowerInvariant()}, {(info.Kinds.IsEmpty ? "any kind of file" : string.Join(", ", info.Kinds))}; cause {info.Cause}", width);
        Section(text, "Why", info.Why, width);
        Section(text, "What to change", info.Fix, width);
        text.Append("\nFrom\n  ").Append(info.Source).Append('\n');
        Section(text, "To silence it", $"wayleave: allow {info.Name}: the reason (in a comment on the line above)", width);
        return text.Append("\nwayleave explain ").Append(info.Cause).Append(" says more of the cause.\n").ToString();
    }

    /// <summary>The rules, one a line.</summary>
    public static string Rules() => string.Concat(LintCatalogue.Rules.Select(rule => $"{rule.Info.Severity.ToString().ToLowerInvariant(),-8} {rule.Info.Name,-34} {rule.Info.Cause}\n"));

    /// <summary>The kinds of files, one a line.</summary>
    public static string Kinds() => string.Concat(ConfigKinds.All.Select(kind => $"{kind.Name,-16} {kind.Summary}\n"));

    /// <summary>Writes the documentation's pages.</summary>
    public static string WriteDocs(string folder, List<string> errors)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (ILintRule rule in LintCatalogue.Rules) File.WriteAllText(Path.Combine(folder, rule.Info.Name + ".md"), LintRulePage.Markdown(rule.Info));
            File.WriteAllText(Path.Combine(folder, "README.md"), LintRulePage.IndexMarkdown(LintCatalogue.Rules));
            return $"{LintCatalogue.Rules.Length} pages and their index written to {Printable.Line(folder)}\n";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--write-docs: {FileTrouble.Text(folder, e)}");
            return "";
        }
    }

    private static void Section(StringBuilder text, string title, string prose, int width)
    {
        text.Append('\n').Append(title).Append('\n');
        Wrap(text, prose, width);
    }

    private static void Wrap(StringBuilder text, string prose, int width)
    {
        foreach (string line in Wrapping.Lines(prose, Math.Clamp(width, 40, WidestProse) - 2)) text.Append("  ").Append(line).Append('\n');
    }
}
