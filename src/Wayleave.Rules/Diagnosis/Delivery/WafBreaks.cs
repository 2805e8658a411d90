using Wayleave.Rules.Causes;

namespace Wayleave.Rules.Diagnosis.Delivery;

/// <summary>A web application firewall in the chain answers the upgrade itself, though not with a refusal.</summary>
internal sealed class WafBreaks : IDiagnosisRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("firewall-breaks-the-switch", CauseNames.WafBreaksUpgrade)
    {
        Why = "A firewall that reads bodies waits for the end of one that never ends, or rewrites the 101.",
        Source = "Reported failure F085 (ModSecurity).",
        YieldsTo = [CauseNames.UpgradeHeaderStripped, CauseNames.BackendDown],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(Evidence evidence)
    {
        string? waf = evidence.Hops.FirstOrDefault(h => h.Name is "modsecurity")?.Name;
        if (waf is null || evidence.Browser is not { Opened: false } browser || browser.Exchange.Status is 401 or 403 or 406 or 429)
            yield break;

        yield return Info.Found(
            Severity.Error,
            0.6,
            waf,
            $"The upgrade got {Words.Answer(browser)} in a chain with {waf}, which does not understand sockets unless it is switched off for their path.",
            browser) with
        {
            Alternatives = [CauseNames.UpgradeHeaderStripped],
            NextProbe = evidence.Direct.IsEmpty ? Blame.AskOrigin : null,
        };
    }
}
