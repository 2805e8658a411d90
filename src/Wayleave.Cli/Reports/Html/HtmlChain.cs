using Wayleave.Rules.Diagnosis;

namespace Wayleave.Cli.Reports.Html;

/// <summary>The chain of hops as boxes in a row.</summary>
internal static class HtmlChain
{
    /// <summary>Writes it; nothing where no hop is known.</summary>
    /// <param name="page">The page.</param>
    /// <param name="judgement">Hops and findings.</param>
    public static void Write(HtmlPage page, Judgement judgement)
    {
        if (judgement.Hops.IsEmpty) return;
        page.Markup("<section>\n<h2>The chain</h2>\n<ol class=\"chain\">\n");
        bool past = false;
        foreach (Hop hop in judgement.Hops)
        {
            Finding? here = judgement.Findings.FirstOrDefault(f => f.Hop == hop.Name && f.Severity != Severity.Info);
            string state = here?.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => past ? "past" : "fine" };
            page.Markup($"<li class=\"{state}\">").Element("b", hop.Name).Element("span", hop.Kind.ToString().ToLowerInvariant(), "kind");
            if (here is not null) page.Element("span", (here.Severity == Severity.Error ? "✕ " : "! ") + here.Cause, "mark");
            if (!hop.Signs.IsEmpty) page.Element("span", string.Join(", ", hop.Signs), "signs");
            page.Markup("</li>\n");
            past |= here?.Severity == Severity.Error;
        }

        page.Markup("</ol>\n</section>\n");
    }
}
