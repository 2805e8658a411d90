using System.Globalization;
using System.Text;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>The findings for people: each with its line and a caret.</summary>
internal static class LintText
{
    /// <summary>The report as text.</summary>
    public static string Of(LintReport report)
    {
        var text = new StringBuilder();
        foreach (ReadError error in report.Errors) Add(text, error.At, "cannot be read", error.Message);
        foreach (LintFinding finding in report.Findings)
            Add(text, finding.At, finding.Severity.ToString().ToLowerInvariant(), $"{finding.Message} [{finding.Rule.Name}, {finding.Rule.Cause}]");
        return text.ToString();
    }

    private static void Add(StringBuilder text, Span at, string word, string message)
    {
        string line = at.Source.Line(at.Line).Replace('\t', ' ');
        text.Append(CultureInfo.InvariantCulture, $"{at.Source.Name}:{at.Line}:{at.Column}: {word}: {message}\n")
            .Append(CultureInfo.InvariantCulture, $"{at.Line,5} | {Printable.Line(line)}\n")
            .Append("      | ").Append(' ', at.Column - 1).Append('^').Append('~', Math.Clamp(at.End - at.Start - 1, 0, Math.Max(0, line.Length - at.Column))).Append("\n\n");
    }
}
