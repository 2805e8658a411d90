using Wayleave.Rules.Causes;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The https Origin is refused and the same Origin with http is let in.</summary>
internal sealed class ProtoOrigin : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("origin-of-the-other-scheme-accepted", CauseNames.ForwardedProtoWrong)
    {
        Why = "An app that compares the whole Origin, scheme included, believes that the request came over plain http.",
        Source = "Phoenix's check_origin: :conn; reported failure F015.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        HandshakeProbe? other = evidence.Public.Varied(Variation.OtherSchemeOrigin);
        if (!evidence.Secure || evidence.Browser is not { } browser || !Denial.Denied(browser) || !Denial.LetIn(other) || Denial.LetIn(evidence.Public.Varied(Variation.ForeignOrigin)))
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.94,
            Blame.Proxy(evidence),
            $"The upgrade with Origin {evidence.Asked.PageOrigin} got {Denial.Text(browser)}, and with the same Origin in http it opens: the app believes that it is called over plain http.",
            browser,
            other);
    }
}
