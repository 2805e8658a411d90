using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Upgrade or Connection is set to a placeholder of Caddy 1, which Caddy 2 sends as it is written.</summary>
internal sealed class CaddyOldPlaceholder : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-old-placeholder", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "{>Upgrade} is how Caddy 1 wrote a request's header. Caddy 2 does not know it and sends these very characters, in place of the header that it would have sent by itself.",
        Fix = "Take the lines for Upgrade and Connection out: Caddy 2 needs none.",
        Source = "https://caddyserver.com/docs/v2-upgrade",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from found in deployment.CaddyProxies()
        from change in found.Proxy.Headers
        where change.Name is "upgrade" or "connection" && change.Value.StartsWith("{>", StringComparison.Ordinal)
        select Info.Found(change.At, $"Caddy 2 does not know {change.Value} and sends it as it stands, so the app sees no upgrade; without this line Caddy sends the right header") with
        {
            Fix = found.File.Root.IsEmpty ? null : LintFix.Of("take the line out", Edit.Remove(change.At)),
        };
}
