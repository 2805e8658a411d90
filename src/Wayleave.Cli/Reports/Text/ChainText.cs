using System.Collections.Immutable;
using Wayleave.Cli.CommandLine;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Reports.Text;

/// <summary>Draws the chain: one line for a healthy one; for a broken one a line a hop, with a mark at the one that breaks it.</summary>
internal static class ChainText
{
    /// <summary>Writes the drawing; nothing where no hop is known.</summary>
    /// <param name="page">The report.</param>
    /// <param name="judgement">Hops and findings.</param>
    public static void Write(TextPage page, Judgement judgement)
    {
        if (judgement.Hops.IsEmpty) return;
        Finding? worst = judgement.Findings.FirstOrDefault(f => f.Severity != Severity.Info);
        if (worst is null) WriteLine(page, judgement.Hops);
        else WriteLadder(page, judgement, worst);
    }

    private static void WriteLine(TextPage page, ImmutableArray<Hop> hops) =>
        page.Raw("  " + string.Join(page.Ink.Dim(" ── "), hops.Select(h => Printable.Line(h.Name))));

    private static void WriteLadder(TextPage page, Judgement judgement, Finding worst)
    {
        int names = Math.Max(8, judgement.Hops.Max(h => h.Name.Length));
        bool past = false;
        foreach ((int i, Hop hop) in judgement.Hops.Index())
        {
            if (i > 0) page.Raw("  " + page.Ink.Dim(past ? "┆" : "│"));
            Finding? here = !past && hop.Name == worst.Hop ? worst : judgement.Findings.FirstOrDefault(f => f.Hop == hop.Name && f.Severity != Severity.Info);
            string name = Printable.Line(hop.Name).PadRight(names);
            string signs = Printable.Short(string.Join(", ", hop.Signs), Math.Max(10, page.Width - names - 40));
            page.Raw(here switch
            {
                { Severity: Severity.Error } => $"  {page.Ink.Red("✕ " + name)}  {page.Ink.Red("◀ " + here.Cause)}  {page.Ink.Dim(signs)}",
                { Severity: Severity.Warning } => $"  {page.Ink.Yellow("! " + name)}  {page.Ink.Yellow("◀ " + here.Cause)}  {page.Ink.Dim(signs)}",
                _ => $"  {page.Ink.Dim(past ? "┆" : "○")} {name}  {page.Ink.Dim(signs)}",
            });
            past |= hop.Name == worst.Hop && worst.Severity == Severity.Error;
        }
    }
}
