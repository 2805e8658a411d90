using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Aws;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>A target group keeps no client with one target, and a socket's protocol needs that.</summary>
internal sealed class AlbStickinessOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("alb-stickiness-off", CauseNames.StickySessionMissing, Severity.Warning)
    {
        Why = "Socket.IO, SockJS, SignalR and their like open a session by requests of plain HTTP before the socket. With more than one target the balancer sends the next request to another one, which does not know it and answers 400 or 404.",
        Fix = "Set stickiness.enabled to true with stickiness.type lb_cookie, or let clients use the websocket transport alone.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions",
        Kinds = ["aws"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from account in AwsAccount.In(deployment)
        let sticky = AlbTargets.Sticky(account, null)
        where sticky is { Value: false }
        let servers = AlbTargets.Servers(account, null)
        where servers.Length != 1
        from socket in deployment.Sockets
        where StickinessMissing.NeedsIt(socket.Path)
        let many = servers.IsEmpty ? "over the targets, if there is more than one" : $"over {servers.Length} targets"
        select Info.Found(sticky.Where!.Value, $"the requests of one client for {socket.Path} are spread {many}: a session that one of them opened is unknown to the others");
}
