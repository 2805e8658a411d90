using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The upgrade gets the answer that a plain request gets, with a status that nobody else explains: no socket is served there.</summary>
internal sealed class PlainAnswer : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("socket-path-answers-as-plain-http", CauseNames.PathNotRouted)
    {
        Why = "Whoever has a socket on a path answers an upgrade there otherwise than a plain request: with 101, or with a refusal of its own.",
        Source = "RFC 9110 §7.8: a server that ignores Upgrade answers as if it was not there.",
        LastResort = true,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.SameAsPlain || way.Status is 401 or 403 or 407 or (>= 300 and < 400 and not 300 and not 304))
            yield break;
        yield return Info.Found(
            Severity.Error,
            0.45,
            Blame.Nobody(evidence) ? Chain.App : Blame.Proxy(evidence),
            $"The upgrade to {evidence.Socket.AbsolutePath} got {Words.Answer(way.Browser)}, the very answer that a plain GET gets: what answers there serves plain HTTP, and no socket.",
            way.Browser,
            way.PlainGet) with
        {
            Alternatives = [CauseNames.UpgradeHeaderStripped, CauseNames.ServerLibMissing],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
