using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A target group's health check asks a socket's path, where a plain request is refused.</summary>
internal sealed class AlbHealthCheckOnSocket : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("alb-health-check-on-socket", CauseNames.BackendDown, Severity.Warning)
    {
        Why = "A health check is a plain GET. Where only a handshake is served it is answered with 400, 404 or 426, so every target counts as broken unless the matcher allows that answer.",
        Fix = "Let the check ask a path of its own, or set the matcher to what a plain GET gets there.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from account in AwsAccount.In(deployment)
        from targets in account.TargetGroups.OfType<DataMap>()
        let path = targets.Find("HealthCheckPath")
        where path?.Value.Text is { Length: > 1 } && targets["HealthCheckEnabled"]?.Text is not "false"
        where deployment.Sockets.Any(socket => socket.From is not SocketPathFrom.Everywhere && socket.Path.TrimEnd('/') == path.Value.Text!.TrimEnd('/'))
        where targets.Find("Matcher")?.Value["HttpCode"]?.Text is null or "200" or "200-299" or "200-399" or "200,302"
        select Info.Found(path.At, $"the health check asks {path.Value.Text}, a socket's path, by a plain GET: unless the app answers that with 200, every target counts as unhealthy");
}
