using System.Globalization;
using System.Text;
using System.Xml;
using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.JUnit;

/// <summary>The report for a build server's test page: a case for each socket and group of causes.</summary>
/// <remarks>A finding of severity error or warning fails its case; what could not be told is an error, which is another thing; info stays in the output.</remarks>
internal static class JUnitReport
{
    /// <summary>The report as JUnit XML.</summary>
    /// <param name="report">The report.</param>
    public static string Of(Report report)
    {
        string[] sockets = report.Sockets.IsEmpty ? [report.Run.Target.Url] : [.. report.Sockets];
        CauseGroup[] groups = Enum.GetValues<CauseGroup>();
        int failures = sockets.Sum(s => groups.Count(g => Failing(report, sockets, s, g).Length > 0));
        int errors = report.Error is null ? 0 : 1;
        double seconds = report.Run.Probes.IsEmpty ? 0 : report.Run.Probes.Max(Telling.EndMs) / 1000;

        var buffer = new StringBuilder();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            Attribute(xml, "name", $"wayleave doctor {report.Run.Target.Url}");
            Attribute(xml, "tests", ((sockets.Length * groups.Length) + errors).ToString(CultureInfo.InvariantCulture));
            Attribute(xml, "failures", failures.ToString(CultureInfo.InvariantCulture));
            Attribute(xml, "errors", errors.ToString(CultureInfo.InvariantCulture));
            Attribute(xml, "time", seconds.ToString("0.000", CultureInfo.InvariantCulture));
            foreach (string socket in sockets)
            {
                foreach (CauseGroup group in groups) WriteCase(xml, report, sockets, socket, group);
            }

            if (report.Error is { } error) WriteError(xml, report, error);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + buffer + "\n";
    }

    private static void WriteCase(XmlWriter xml, Report report, string[] sockets, string socket, CauseGroup group)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", socket);
        Attribute(xml, "name", group.ToString().ToLowerInvariant());
        foreach (ReportedFinding failing in Failing(report, sockets, socket, group))
        {
            xml.WriteStartElement("failure");
            Attribute(xml, "type", failing.Finding.Cause);
            Attribute(xml, "message", $"{failing.Finding.Cause} at {failing.Finding.Hop}: {failing.Finding.Summary}");
            xml.WriteString(Printable.Block(string.Join("\n\n", failing.Fixes.Take(2).Select(f => $"Fix for {Telling.Place(f)}: {f.Summary}\n{f.Snippet}".TrimEnd()))));
            xml.WriteEndElement();
        }

        string[] asides = [.. Of(report, sockets, socket, group).Where(f => f.Finding.Severity == Severity.Info).Select(f => $"{f.Finding.Cause}: {f.Finding.Summary}")];
        if (asides.Length > 0) xml.WriteElementString("system-out", Printable.Block(string.Join("\n", asides)));
        xml.WriteEndElement();
    }

    private static void WriteError(XmlWriter xml, Report report, string error)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", report.Run.Target.Url);
        Attribute(xml, "name", "verdict");
        xml.WriteStartElement("error");
        Attribute(xml, "type", report.Run.Interrupted ? "interrupted" : "inconclusive");
        Attribute(xml, "message", error);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Printable.Line(value));

    private static ReportedFinding[] Failing(Report report, string[] sockets, string socket, CauseGroup group) =>
        [.. Of(report, sockets, socket, group).Where(f => f.Finding.Severity != Severity.Info)];

    // What belongs to no single socket is told with the first.
    private static IEnumerable<ReportedFinding> Of(Report report, string[] sockets, string socket, CauseGroup group) =>
        report.Findings.Where(f => (f.Finding.Socket ?? sockets[0]) == socket && (CauseCatalogue.Find(f.Finding.Cause)?.Group ?? CauseGroup.Delivery) == group);
}
