using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Facts;

namespace Wayleave.Cli.Reports;

/// <summary>What every format tells: the run, what it means, and the fixes for what was found.</summary>
/// <param name="Run">What was seen, with its secrets masked unless they are to be shown.</param>
/// <param name="Judgement">What it means.</param>
/// <param name="Findings">The findings with their fixes, in the judgement's order.</param>
internal sealed partial record Report(Run Run, Judgement Judgement, ImmutableArray<ReportedFinding> Findings)
{
    /// <summary>The sockets that the run speaks of, in the order in which they were found.</summary>
    public ImmutableArray<string> Sockets { get; } =
        [.. Run.Probes.Select(p => p.Socket).Concat(Judgement.Findings.Select(f => f.Socket)).OfType<string>().Distinct()];

    /// <summary>Why it could not be told; null if it could.</summary>
    public string? Error =>
        Run.Interrupted ? "interrupted: this is what was known by then" :
        Judgement.Verdict == Verdict.Inconclusive ? Judgement.Summary : null;

    /// <summary>True if the judgement's sentence ends with the first finding's own.</summary>
    public bool SentenceTellsFirst { get; } =
        Judgement.Findings is [{ Severity: not Severity.Info } first, ..] && Judgement.Summary.EndsWith(first.Summary, StringComparison.Ordinal);

    /// <summary>The verdict in a sentence, to stand beside the verdict's word and above the cause: without repeating them.</summary>
    public string Sentence
    {
        get
        {
            if (!SentenceTellsFirst) return Judgement.Summary;
            string told = Judgement.Findings[0].Summary;
            int sockets = Judgement.Summary[..^told.Length].IndexOf(" sockets: ", StringComparison.Ordinal);
            return (sockets < 0 ? "" : Judgement.Summary[..(sockets + 10)]) + told;
        }
    }

    /// <summary>Composes a report.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="judgement">What it means.</param>
    public static Report Of(Run run, Judgement judgement)
    {
        Judgement readable = judgement with
        {
            Summary = Readable(judgement.Summary),
            Findings = [.. judgement.Findings.Select(f => f with { Summary = Readable(f.Summary), NextProbe = f.NextProbe is { } next ? Readable(next) : null })],
        };
        return new(run, readable, [.. readable.Findings.Select(f => new ReportedFinding(f, FixChoice.For(CauseCatalogue.Find(f.Cause), f, readable.Hops)))]);
    }

    // A mask that went through a URL on its way into a sentence comes out percent-encoded.
    private static string Readable(string sentence) =>
        sentence.Contains("%E2%80%B9", StringComparison.OrdinalIgnoreCase) ? EncodedMask().Replace(sentence, m => Uri.UnescapeDataString(m.Value)) : sentence;

    [GeneratedRegex("%E2%80%B9secret%20[0-9]{1,9},%20[0-9]{1,9}%20bytes?%E2%80%BA", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EncodedMask();
}
