using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Cloudflare;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>A zone of Cloudflare challenges every visitor, and a handshake cannot answer.</summary>
internal sealed class CloudflareUnderAttack : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudflare-under-attack", CauseNames.EdgeInterstitial, Severity.Warning)
    {
        Why = "In this mode Cloudflare answers whoever has not passed its challenge with a page, a handshake with 403. A browser passes it while it loads a page of the same host; a socket on another host, an app or a script does not.",
        Fix = "Leave the mode once the attack is over, or make a rule that skips the challenge at the socket's path.",
        Source = "https://developers.cloudflare.com/fundamentals/reference/under-attack-mode/",
        Kinds = ["cloudflare"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from zone in CloudflareZone.In(deployment)
        let set = zone.Value("security_level")
        where set is { Value: "under_attack" } && zone.Proxies(deployment.Domain?.Split(':')[0]) != false
        select Info.Found(set.Where!.Value, "every visitor is challenged: a socket on another host than its page, and any client that is no browser, is answered with the challenge instead of 101");
}
