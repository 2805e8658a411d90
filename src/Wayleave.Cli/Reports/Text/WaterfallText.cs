using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports.Text;

/// <summary>Every probe as a bar over the run's time, grouped by the way that it took.</summary>
internal static class WaterfallText
{
    /// <summary>Writes it.</summary>
    /// <param name="page">The report.</param>
    /// <param name="run">The run.</param>
    public static void Write(TextPage page, Run run)
    {
        if (run.Probes.IsEmpty) return;
        double total = Math.Max(1, run.Probes.Max(Telling.EndMs));
        int names = Math.Min(24, run.Probes.Max(p => p.Name.Length));
        int bars = Math.Clamp((page.Width - names - 20) / 2, 16, 48);
        page.Gap();
        page.Raw($"  {page.Ink.Bold("Probes")} {page.Ink.Dim($"{run.Probes.Length} in {Durations.Text(TimeSpan.FromMilliseconds(total))}")}");
        page.Raw("  " + page.Ink.Dim("░ connecting  ▒ securing  █ talking  ─ open"));
        foreach (IGrouping<string, Probe> way in run.Probes.GroupBy(p => p.Route))
        {
            if (way.Key != Probe.PublicRoute) page.Raw("  " + page.Ink.Dim($"straight to {Printable.Line(way.Key)}"));
            foreach (Probe probe in way)
            {
                string outcome = Telling.End(probe) is { } end ? $"{probe.Outcome}; {end}" : probe.Outcome;
                string head = $"  {probe.Id,-4} {Printable.Short(probe.Name, names).PadRight(names)} ";
                string time = $"{Durations.Text(TimeSpan.FromMilliseconds(Math.Round(probe.ElapsedMs))),7} ";
                page.Raw($"{head}{page.Ink.Blue(Bar(probe, total, bars))}{time} {Printable.Short(outcome, Math.Max(12, page.Width - head.Length - bars - time.Length - 1))}");
            }
        }
    }

    private static string Bar(Probe probe, double total, int width)
    {
        int from = Math.Min(width - 1, (int)(probe.StartMs / total * width));
        int to = Math.Clamp((int)Math.Ceiling((probe.StartMs + probe.ElapsedMs) / total * width), from + 1, width);
        int open = Math.Clamp((int)Math.Ceiling(Telling.EndMs(probe) / total * width), to, width);
        HttpExchange? exchange = Telling.Exchange(probe);
        int connected = Until(exchange?.ConnectedMs), secured = Math.Max(connected, Until(exchange?.SecuredMs));
        return string.Create(width, (from, to, open, connected, secured), static (cells, at) =>
        {
            for (int i = 0; i < cells.Length; i++) cells[i] = i < at.from || i >= at.open ? ' ' : i >= at.to ? '─' : i < at.connected ? '░' : i < at.secured ? '▒' : '█';
        });

        int Until(double? ms) => ms is null ? from : Math.Min(to - 1, (int)((probe.StartMs + ms.Value) / total * width));
    }
}
