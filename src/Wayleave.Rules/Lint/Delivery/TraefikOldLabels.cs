using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Compose;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>Labels of Traefik 1 on a service that a later Traefik is asked to route to.</summary>
internal sealed class TraefikOldLabels : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("traefik-1-labels", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "traefik.frontend.rule, traefik.backend and traefik.port are Traefik 1's. Since Traefik 2 they are not read, and so no router with that rule exists: requests get a 404.",
        Fix = "Write routers and services: traefik.http.routers.NAME.rule=Host(`…`) and traefik.http.services.NAME.loadbalancer.server.port=PORT.",
        Source = "https://doc.traefik.io/traefik/v2.1/migration/v1-to-v2",
        Kinds = ["compose"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from compose in deployment.Of<ComposeFile>()
        where compose.Traefik is { OldLabels.IsEmpty: false, Dynamic.IsEmpty: true } && IsNew(compose)
        let label = compose.Traefik!.OldLabels[0]
        select Info.Found(label.At, $"{label.Key} is a label of Traefik 1, which this Traefik does not read: no router leads to the service");

    // Later ones are known by their version, or by how their entry points and providers are written.
    private static bool IsNew(ComposeFile compose) =>
        compose.Traefik!.Version?.Major >= 2 || compose.Traefik.EntryPoints.Length > 0
        || (compose.Runs("traefik")?.Image?.Value is { } image && (!image.Contains(':', StringComparison.Ordinal) || image.EndsWith(":latest", StringComparison.Ordinal) || image.EndsWith(":v2", StringComparison.Ordinal) || image.EndsWith(":v3", StringComparison.Ordinal)));
}
