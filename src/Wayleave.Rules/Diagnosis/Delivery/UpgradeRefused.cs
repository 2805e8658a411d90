using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis.Hops;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>The upgrade is refused with a status that no other rule explains, and not as a plain request is answered: whoever answers saw it and does not want it.</summary>
internal sealed class UpgradeRefused : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("upgrade-refused-with-a-status-of-its-own", CauseNames.AppError)
    {
        Why = "A plain request gets another answer, so the upgrade was seen and refused for what it is; the status alone does not say why.",
        Source = "RFC 6455 §4.2.2: a server may refuse a handshake with any status.",
        LastResort = true,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        Way way = evidence.Public;
        if (!way.Refused || way.SameAsPlain || way.Status is null or 401 or 403 or 407 or (>= 300 and < 400))
            yield break;
        bool hop = Upgrades.IsHop(way.Answer);
        yield return Info.Found(
            Severity.Error,
            way.PlainGet?.Exchange.Status is null ? 0.35 : 0.45,
            hop ? way.Answer.Hop : Blame.Nobody(evidence) ? Chain.App : Blame.Proxy(evidence),
            $"The upgrade to {evidence.Socket.AbsolutePath} got {Words.Answer(way.Browser)}{(way.PlainGet is { } plain ? $", and a plain GET {Words.Answer(plain.Exchange)}" : "")}: it is refused there, and the status alone does not say why; the log of what answers does.",
            way.Browser,
            way.PlainGet) with
        {
            Alternatives = [CauseNames.WafRuleBlock, CauseNames.PathNotRouted],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
