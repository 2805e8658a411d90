using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Html;

/// <summary>Every probe as a bar over the run's time, drawn as SVG.</summary>
internal static class HtmlWaterfall
{
    private const int Row = 22, Left = 230, Bars = 480, Right = 290, Top = 26;

    /// <summary>Writes the picture.</summary>
    /// <param name="page">The page.</param>
    /// <param name="run">The run; it has probes.</param>
    public static void Write(HtmlPage page, Run run)
    {
        double total = Math.Max(1, run.Probes.Max(Telling.EndMs)), step = Step(total);
        int height = Top + (Row * run.Probes.Length) + 6;
        page.Markup($"<div class=\"scroll\"><svg viewBox=\"0 0 {Left + Bars + Right} {height}\" width=\"{Left + Bars + Right}\" role=\"img\" aria-label=\"Probes over time\">\n");
        for (double at = 0; at <= total; at += step)
        {
            int x = Left + (int)(Bars * at / total);
            page.Markup($"<line class=\"grid\" x1=\"{x}\" y1=\"{Top - 6}\" x2=\"{x}\" y2=\"{height}\"/><text class=\"axis\" x=\"{x}\" y=\"14\">");
            page.Text(Durations.Text(TimeSpan.FromMilliseconds(at))).Markup("</text>\n");
        }

        foreach ((int i, Probe probe) in run.Probes.Index()) WriteRow(page, probe, total, Top + (i * Row));
        page.Markup("</svg></div>\n<p class=\"legend\"><i class=\"connect\"></i>connecting <i class=\"secure\"></i>securing <i class=\"talk\"></i>talking <i class=\"open\"></i>open</p>\n");
    }

    /// <summary>The distance between two marks: 1, 2 or 5 times a power of ten, so that three to seven of them fit.</summary>
    /// <param name="totalMs">The time that the picture spans, in milliseconds; positive.</param>
    internal static double Step(double totalMs)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(totalMs)));
        return (totalMs / power) switch { < 1.5 => power / 5, < 3.5 => power / 2, < 7 => power, _ => power * 2 };
    }

    private static void WriteRow(HtmlPage page, Probe probe, double total, int y)
    {
        string name = probe.Route == Probe.PublicRoute ? probe.Name : $"{probe.Name} → {probe.Route}";
        page.Markup($"<a href=\"#{HtmlPage.Anchor(probe.Id)}\"><text x=\"0\" y=\"{y + 14}\">").Text(Printable.Short(name, 34)).Markup("</text></a>");
        HttpExchange? exchange = Telling.Exchange(probe);
        double from = probe.StartMs, to = probe.StartMs + probe.ElapsedMs;
        double connected = Math.Min(to, from + (exchange?.ConnectedMs ?? 0)), secured = Math.Min(to, Math.Max(connected, from + (exchange?.SecuredMs ?? 0)));
        Bar(page, "connect", from, connected, total, y);
        Bar(page, "secure", connected, secured, total, y);
        Bar(page, "talk", secured, to, total, y);
        Bar(page, "open", to, Telling.EndMs(probe), total, y);
        page.Markup($"<text class=\"outcome\" x=\"{Left + Bars + 10}\" y=\"{y + 14}\">").Text(Printable.Short($"{Durations.Text(TimeSpan.FromMilliseconds(Math.Round(probe.ElapsedMs)))}  {probe.Outcome}", 44)).Markup("</text>\n");
    }

    private static void Bar(HtmlPage page, string kind, double from, double to, double total, int y)
    {
        if (to <= from) return;
        double x = Left + (Bars * from / total), width = Math.Max(2, Bars * (to - from) / total);
        (int top, int height) = kind == "open" ? (y + 8, 4) : (y + 4, 12);
        page.Markup($"<rect class=\"{kind}\" x=\"{x:0.##}\" y=\"{top}\" width=\"{width:0.##}\" height=\"{height}\"/>");
    }
}
