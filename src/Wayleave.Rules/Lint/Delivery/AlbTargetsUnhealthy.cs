using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A target group has no target that is healthy.</summary>
internal sealed class AlbTargetsUnhealthy : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("alb-targets-unhealthy", CauseNames.BackendDown, Severity.Warning)
    {
        Why = "What the command line printed was so at that time: no target passed the health check. The balancer then sends requests to all of them all the same, and takes none of those for a target that left.",
        Fix = "Look at Reason and Description. A mismatch of codes means that the app answers the check, and not with what the matcher allows: an app that redirects to https or checks Host answers 301 or 400.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from account in AwsAccount.In(deployment)
        from list in account.Health
        where list.Items.All(one => one.Find("TargetHealth", "State")?.Text is "unhealthy" or "unavailable")
        let first = list.Items[0]["TargetHealth"] as DataMap
        select Info.Found(first.Find("State")!.At, $"no target of this group was healthy{Why(first)}: a handshake may end in 502, 503 or 504");

    private static string Why(DataMap health) => health["Description"]?.Text is { Length: > 0 } words ? $" (\"{words}\")" : health["Reason"]?.Text is { } reason ? $" ({reason})" : "";
}
