using System.Globalization;
using System.Text;
using Wayleave.Cli.Reports.Text;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint;

namespace Wayleave.Cli.Lint;

/// <summary>The findings for people, each with its line and a caret, as a good compiler shows them.</summary>
/// <param name="colours">Whether to use colours.</param>
/// <param name="width">The terminal's width in columns.</param>
internal sealed class LintText(bool colours, int width)
{
    // What stands in front of a line of the file: its number and a bar.
    private const int Margin = 8;

    private readonly Ink _ink = new(colours);
    private readonly int _width = Math.Clamp(width, 40, 120);

    /// <summary>The report as text.</summary>
    public string Of(LintReport report)
    {
        var text = new StringBuilder();
        foreach (ReadError error in report.Errors)
            Add(text, error.At, _ink.Red("cannot be read"), error.Message, null, null);
        foreach (LintFinding finding in report.Findings)
            Add(text, finding.At, Word(finding.Severity), finding.Message, $"{finding.Rule.Name} ({finding.Rule.Cause})", finding.Fix?.Summary);
        return text.Append(Summary(report)).ToString();
    }

    private static string Summary(LintReport report)
    {
        int Count(Severity severity) => report.Findings.Count(finding => finding.Severity == severity);
        string found = report.Findings.IsEmpty
            ? "nothing found"
            : string.Join(", ", new[] { (Count(Severity.Error), "error"), (Count(Severity.Warning), "warning"), (Count(Severity.Info), "info") }
                .Where(part => part.Item1 > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}{(part.Item1 > 1 && part.Item2 != "info" ? "s" : "")}")));
        int mendable = report.Findings.Count(finding => finding.Fix is not null);
        string hint = mendable > 0 ? string.Create(CultureInfo.InvariantCulture, $"; --fix mends {mendable}, --diff shows how") : "";
        return $"{found}{hint}. {Files(report)}{Sockets(report.Deployment)}\n";
    }

    private static string Files(LintReport report) => report.Files.IsEmpty
        ? "No file was read."
        : "Read: " + string.Join(", ", report.Files.Select(file => $"{Printable.Line(file.Source.Name)} ({file.Kind})")) + ".";

    // Which paths were taken for sockets is what most verdicts rest on.
    private static string Sockets(Deployment deployment) => deployment.Files.IsEmpty || deployment.Hops.IsEmpty
        ? ""
        : deployment.Sockets.IsEmpty
            ? " No socket's path is known: give it with --path."
            : " Sockets: " + string.Join(", ", deployment.Sockets.Take(8).Select(socket => Printable.Line(socket.Path))) + (deployment.Sockets.Length > 8 ? ", …" : "") + ".";

    private string Word(Severity severity) => severity switch
    {
        Severity.Error => _ink.Red("error"),
        Severity.Warning => _ink.Yellow("warning"),
        _ => _ink.Blue("info"),
    };

    private void Add(StringBuilder text, Span at, string word, string message, string? rule, string? fix)
    {
        text.Append(CultureInfo.InvariantCulture, $"{_ink.Bold(Printable.Line(at.Source.Name))}:{at.Line}:{at.Column}: {word}{(rule is null ? "" : ": " + _ink.Dim(rule))}\n");
        AddExcerpt(text, at);
        foreach (string line in Wrapping.Lines(Printable.Line(message), _width - 2)) text.Append("  ").Append(line).Append('\n');
        if (fix is not null)
        {
            foreach (string line in Wrapping.Lines("fix: " + Printable.Line(fix), _width - 2)) text.Append("  ").Append(_ink.Green(line)).Append('\n');
        }

        text.Append('\n');
    }

    private void AddExcerpt(StringBuilder text, Span at)
    {
        // A tab is one column here, so that the caret stands under what it means.
        string line = at.Source.Line(at.Line).Replace('\t', ' ');
        if (line.Trim().Length == 0) return;
        int start = at.Column - 1;
        int length = Math.Max(1, Math.Min(at.End - at.Start, line.Length - start));
        int room = _width - Margin;
        // A long line (JSON on one line) is shown around the place.
        int from = start + length <= room ? 0 : Math.Max(0, Math.Min(start - (room / 4), line.Length - room));
        string shown = line[from..Math.Min(line.Length, from + room)];
        text.Append(_ink.Dim(string.Create(CultureInfo.InvariantCulture, $"{at.Line,5} | "))).Append(Printable.Line(shown)).Append('\n');
        text.Append(_ink.Dim("      | ")).Append(' ', start - from).Append(_ink.Bold("^" + new string('~', Math.Clamp(length - 1, 0, Math.Max(0, room - (start - from) - 1))))).Append('\n');
    }
}
