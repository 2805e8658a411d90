using System.Collections.Immutable;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Text;

/// <summary>A request as it was sent and what came back.</summary>
internal static class ExchangeText
{
    private const int BodyLines = 6;

    /// <summary>Writes it.</summary>
    /// <param name="page">The report.</param>
    /// <param name="probe">A probe that made a request.</param>
    public static void Write(TextPage page, Probe probe)
    {
        if (Telling.Exchange(probe) is not { } exchange) return;
        // Without a connection nothing was sent, and what would have been is no evidence.
        if (exchange is { Address: null, Failure: { } failure })
        {
            page.Raw($"  {page.Ink.Dim($"no connection ({probe.Id}):")} {Printable.Short(failure.Text, page.Width - 24)}");
            return;
        }

        string way = probe.Route == Probe.PublicRoute ? "" : $" straight to {Printable.Line(probe.Route)}";
        page.Raw($"  {page.Ink.Dim($"sent{way} ({probe.Id})")}");
        Line(page, '>', Telling.RequestLine(exchange));
        foreach (HeaderField header in exchange.RequestHeaders) Line(page, '>', $"{header.Name}: {header.Value}");

        page.Raw("  " + page.Ink.Dim($"answered {Printable.Line(Telling.Who(exchange))}"));
        Line(page, '<', Telling.AnswerLine(exchange), page.Ink.Bold);
        ImmutableArray<HeaderField> headers = page.Verbose ? exchange.ResponseHeaders : Telling.Bearing(exchange);
        foreach (HeaderField header in headers) Line(page, '<', $"{header.Name}: {header.Value}");
        int hidden = exchange.ResponseHeaders.Length - headers.Length;
        if (hidden > 0) page.Raw("    " + page.Ink.Dim($"< ({hidden} more {(hidden == 1 ? "header" : "headers")}; -v shows them)"));
        WriteBody(page, exchange);
        if (Telling.End(probe) is { } end) page.Raw("  " + page.Ink.Dim("then ") + Printable.Short(end, page.Width - 8));
    }

    private static void WriteBody(TextPage page, HttpExchange exchange)
    {
        if (exchange.NotHttpBytes is { } hex)
        {
            Line(page, '<', $"bytes {hex}");
            return;
        }

        if (Telling.IsBinary(exchange.Body))
        {
            page.Raw("    " + page.Ink.Dim($"< (a body that is no text{(exchange.BodyCut ? ", cut" : "")})"));
            return;
        }

        string[] lines = [.. Printable.Block(exchange.Body).Split('\n').Where(l => l.Trim().Length > 0)];
        if (lines.Length == 0) return;
        page.Raw("    " + page.Ink.Dim("<"));
        foreach (string line in lines.Take(BodyLines)) Line(page, '<', line.TrimEnd());
        if (lines.Length > BodyLines || exchange.BodyCut) page.Raw("    " + page.Ink.Dim($"< … ({Sizes.Text(Mask.LengthOf(exchange.Body))}{(exchange.BodyCut ? " and more" : "")})"));
    }

    private static void Line(TextPage page, char direction, string text, Func<string, string>? paint = null)
    {
        string line = Printable.Short(text, page.Width - 6);
        page.Raw($"    {page.Ink.Dim(direction.ToString())} {(paint is null ? line : paint(line))}");
    }
}
