using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Wayleave.Cli.Reports.Json;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Html;

/// <summary>One probe's evidence, folded up: its request and answer, and every fact.</summary>
internal static class HtmlEvidence
{
    /// <summary>Writes the folded block.</summary>
    /// <param name="page">The page.</param>
    /// <param name="probe">The probe.</param>
    public static void Write(HtmlPage page, Probe probe)
    {
        page.Markup($"<details id=\"{HtmlPage.Anchor(probe.Id)}\"><summary>").Element("b", probe.Id).Text($" {probe.Name} ").Element("span", probe.Outcome, "meta").Markup("</summary>\n");
        page.Element("p", probe.Route == Probe.PublicRoute ? probe.Url : $"{probe.Url} straight to {probe.Route}", "meta");
        WriteExchange(page, probe, bearingOnly: false);
        page.Markup("<details class=\"facts\"><summary>every fact</summary>").Element("pre", JsonReport.DetailOf(probe)).Markup("</details></details>\n");
    }

    /// <summary>Writes the request as sent and the answer; nothing if the probe made no request.</summary>
    /// <param name="page">The page.</param>
    /// <param name="probe">The probe.</param>
    /// <param name="bearingOnly">Whether to leave out the answer's headers that tell nothing.</param>
    public static void WriteExchange(HtmlPage page, Probe probe, bool bearingOnly)
    {
        if (Telling.Exchange(probe) is not { } exchange) return;
        if (exchange is { Address: null, Failure: { } failure })
        {
            page.Element("p", $"no connection: {failure.Text}", "meta");
            return;
        }

        page.Markup("<div class=\"exchange\"><div>").Element("p", "sent", "meta").Element("pre", Head(Telling.RequestLine(exchange), exchange.RequestHeaders)).Markup("</div><div>");
        page.Element("p", $"answered {Telling.Who(exchange)}", "meta");
        ImmutableArray<HeaderField> headers = bearingOnly ? Telling.Bearing(exchange) : exchange.ResponseHeaders;
        var answer = new StringBuilder(Head(Telling.AnswerLine(exchange), headers));
        if (exchange.NotHttpBytes is { } hex) answer.Append("bytes ").Append(hex).Append('\n');
        if (exchange.Body.Length > 0)
        {
            string body = bearingOnly && exchange.Body.Length > 600 ? exchange.Body[..600] + "…" : exchange.Body;
            answer.Append('\n').Append(body).Append(exchange.BodyCut ? "\n… (cut)" : "");
        }

        page.Element("pre", answer.ToString());
        if (Telling.End(probe) is { } end) page.Element("p", "then " + end, "meta");
        page.Markup("</div></div>\n");
    }

    private static string Head(string first, ImmutableArray<HeaderField> headers) =>
        first + "\n" + string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\n"));
}
