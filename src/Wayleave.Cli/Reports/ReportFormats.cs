using Wayleave.Cli.Reports.Html;
using Wayleave.Cli.Reports.JUnit;
using Wayleave.Cli.Reports.Json;
using Wayleave.Cli.Reports.Markdown;
using Wayleave.Cli.Reports.Sarif;
using Wayleave.Cli.Reports.Text;

namespace Wayleave.Cli.Reports;

/// <summary>The report formats by name.</summary>
internal static class ReportFormats
{
    /// <summary>The default: for a person at a terminal.</summary>
    public const string Text = "text";

    /// <summary>Every format's name.</summary>
    public static readonly string[] Names = [Text, "json", "html", "md", "junit", "sarif"];

    /// <summary>The format that a file's ending asks for; text if it asks for none.</summary>
    /// <param name="file">The file's name; null if there is none.</param>
    public static string ForFile(string? file) => Path.GetExtension(file)?.ToLowerInvariant() switch
    {
        ".json" => "json",
        ".html" or ".htm" => "html",
        ".md" => "md",
        ".xml" => "junit",
        ".sarif" => "sarif",
        _ => Text,
    };

    /// <summary>The report as text in that format, ending with a line break.</summary>
    /// <param name="format">The format's name.</param>
    /// <param name="report">The report.</param>
    /// <param name="look">How it is to look.</param>
    public static string Render(string format, Report report, Look look) => format switch
    {
        "json" => JsonReport.Of(report),
        "html" => HtmlReport.Of(report),
        "md" => MarkdownReport.Of(report),
        "junit" => JUnitReport.Of(report),
        "sarif" => SarifReport.Of(report),
        _ => TextReport.Of(report, look),
    };
}
