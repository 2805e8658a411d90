using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A headers middleware of Traefik's that sends Upgrade with every request.</summary>
internal sealed class TraefikForcesUpgrade : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("traefik-forces-upgrade", CauseNames.UpgradeHeaderForced, Severity.Warning)
    {
        Why = "Traefik passes the upgrades that clients ask for by itself. Custom request headers are sent with every request, so plain ones ask for a switch too, and an app may refuse those, or answer 101.",
        Fix = "Remove Connection and Upgrade from customRequestHeaders.",
        Source = "https://doc.traefik.io/traefik/user-guides/websocket/",
        Kinds = ["traefik", "compose", "kubernetes"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from config in TraefikConfigs.Of(deployment)
        from middleware in config.Middlewares.Values
        let headers = middleware.Value.Any("customRequestHeaders")
        let upgrade = headers.Entry("Upgrade")
        where upgrade?.Value is DataScalar { IsNull: false, IsTemplate: false, Value.Length: > 0 } && headers.Entry("Connection") is not null
        select Info.Found(upgrade.At, "every request asks for an upgrade, the plain ones too, which an app may refuse; Traefik passes real upgrades by itself");
}
