using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>The app opens for a browser and refuses a handshake that has no Origin.</summary>
internal sealed class OriginAbsent : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("origin-demanded", CauseNames.OriginMissing)
    {
        Why = "Browsers always send Origin, so only programs meet this; an allow-list without an entry for its absence refuses them.",
        Source = "RFC 6455 §4.1 (10); reported failure F107.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        HandshakeProbe? none = evidence.Public.Varied(Variation.NoOrigin);
        HandshakeProbe? repeat = evidence.Public.Varied(Variation.Repeat);
        if (!Denial.LetIn(evidence.Browser) || none is null || !Denial.Denied(none) || repeat is { Opened: false })
            yield break;

        yield return Info.Found(
            Severity.Info,
            0.9,
            Chain.App,
            $"Without an Origin the upgrade got {Denial.Text(none)}, with Origin {evidence.Asked.PageOrigin} it opens: browsers are fine, programs must send an Origin.",
            none,
            evidence.Browser);
    }
}
