using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Wayleave.Rules.Lint;

/// <summary>A rule's page as Markdown: what the documentation has and <c>lint --explain</c> prints.</summary>
public static class LintRulePage
{
    /// <summary>The page of one rule.</summary>
    public static string Markdown(LintRuleInfo rule) => string.Create(CultureInfo.InvariantCulture, $"""
        # {rule.Name}

        {(rule.Kinds.IsEmpty ? "For any kind of file" : "For " + string.Join(", ", rule.Kinds))}. Severity: {rule.Severity.ToString().ToLowerInvariant()}. Cause: [{rule.Cause}](../../causes/{rule.Cause}.md).

        **Why.** {rule.Why}

        **Fix.** {rule.Fix}

        **Source.** {rule.Source}

        Silence it where it is wrong for you, on the line above the one it names: `wayleave: allow {rule.Name}: the reason`, in a comment.

        """).ReplaceLineEndings("\n");

    /// <summary>The list of all rules, by cause.</summary>
    public static string IndexMarkdown(ImmutableArray<ILintRule> rules)
    {
        var text = new StringBuilder("# Lint rules\n\nMade from the rules themselves. `wayleave lint --explain RULE` prints a page.\n\n| rule | cause | severity | for |\n| --- | --- | --- | --- |\n");
        foreach (LintRuleInfo rule in rules.Select(rule => rule.Info))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [{rule.Name}]({rule.Name}.md) | [{rule.Cause}](../../causes/{rule.Cause}.md) | {rule.Severity.ToString().ToLowerInvariant()} | {(rule.Kinds.IsEmpty ? "any" : string.Join(", ", rule.Kinds))} |\n");
        }

        return text.ToString();
    }
}
