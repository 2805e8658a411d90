using System.Text.RegularExpressions;

namespace Wayleave.Rules.Lint;

/// <summary>
/// Findings that a comment in the file silences: <c># wayleave: allow RULE: reason</c>, on the line itself or on a comment's line right above
/// it, with whatever begins a comment in that file. Without a reason it silences nothing.
/// </summary>
public static class Suppression
{
    // The text is a stranger's: patterns that never go back cannot be made slow.
    private static readonly Regex s_comment = new(@"(#|//|;|<!--|/\*)\s*wayleave:\s*allow\s+(?<rules>[\w\s,-]+?)\s*:\s*\S", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>Whether a comment silences a finding.</summary>
    public static bool Covers(LintFinding finding)
    {
        int line = finding.At.Line;
        return Allows(finding.At.Source.Line(line), finding) || (line > 1 && Allows(finding.At.Source.Line(line - 1), finding));
    }

    private static bool Allows(string line, LintFinding finding) =>
        s_comment.Matches(line).Any(match => match.Groups["rules"].Value.Split(',', StringSplitOptions.TrimEntries).Contains(finding.Rule.Name));
}
