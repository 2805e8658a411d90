using System.Globalization;
using System.Text;
using Wayleave.Rules.Config;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>The findings as GitHub's workflow commands, which show them at the lines of a pull request.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">Workflow commands</seealso>
internal static class LintGitHub
{
    /// <summary>The report as lines.</summary>
    public static string Of(LintReport report)
    {
        var text = new StringBuilder();
        foreach (ReadError error in report.Errors)
            text.Append(CultureInfo.InvariantCulture, $"::error file={Property(error.At.Source.Name)},line={error.At.Line}::{Data(error.Message)}\n");
        foreach (LintFinding finding in report.Findings)
        {
            string command = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            text.Append(
                CultureInfo.InvariantCulture,
                $"::{command} file={Property(finding.At.Source.Name)},line={finding.At.Line},col={finding.At.Column},title={Property(finding.Rule.Name)}::{Data(finding.Message)}\n");
        }

        return text.ToString();
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
