using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>An app known to compare Origin with its configured URL refuses the URL's own Origin, with nothing in between.</summary>
internal sealed class PublicUrlConfigured : IDiagnosisRule
{
    private static readonly string[] Comparing = ["phoenix"];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("app-compares-with-its-configured-url", CauseNames.ConfiguredPublicUrlMismatch)
    {
        Why = "These apps do not look at Host: they compare with the public URL in their own configuration.",
        Source = "Phoenix's check_origin; reported failure F146.",
        YieldsTo = [CauseNames.ForwardedProtoWrong],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        HandshakeProbe? none = evidence.Public.Varied(Variation.NoOrigin);
        if (evidence.Asked.PageOriginGiven || evidence.Browser is not { } browser || !Denial.Denied(browser) || !Denial.LetIn(none))
            yield break;
        string? app = Comparing.FirstOrDefault(a => evidence.Ways.Any(w => w.Exchanges.Any(e => Products.Named(a)!.Signs.Any(s => s.Shows(e.Exchange)))));
        if (app is null || !(Blame.Nobody(evidence) || evidence.FailsDirectToo))
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.72,
            Chain.App,
            $"The upgrade with Origin {evidence.Asked.PageOrigin} got {Denial.Text(browser)} and opens without an Origin; {app} compares the Origin with its configured URL, which is another one.",
            browser,
            none) with
        {
            Alternatives = [CauseNames.OriginNotAllowlisted],
        };
    }
}
