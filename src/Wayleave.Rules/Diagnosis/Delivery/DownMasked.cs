using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>At the same moment the plain request gets a 503 and the upgrade another refusal, from the same hop.</summary>
internal sealed class DownMasked : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("upgrade-refused-since-no-backend-is-ready", CauseNames.BackendDownMasked)
    {
        Why = "Without a ready endpoint the hop falls back to a route of its own, which does not take upgrades, and refuses those first.",
        Source = "Envoy's upgrade_failed; reported failure F042.",
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.Refused || way.Status is not (403 or 404 or 400 or 426 or 501) || way.PlainGet is not { Exchange.Status: 502 or 503 or 504 } plain)
            yield break;

        Answer answer = way.Answer;
        yield return Info.Found(
            Severity.Error,
            answer.Hop == "envoy" ? 0.92 : 0.8,
            answer.IsKnown && !answer.IsApp ? answer.Hop : Blame.First(evidence),
            $"The upgrade got {Words.Answer(way.Browser)} while a plain GET on the same path got {Words.Answer(plain.Exchange)}: no backend is ready, and the hop hides that from upgrades.",
            way.Browser,
            plain);
    }
}
