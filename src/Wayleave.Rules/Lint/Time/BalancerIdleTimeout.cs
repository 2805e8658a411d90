using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>A cloud's balancer ends a quiet socket within two minutes, and the app is not known to send more often.</summary>
internal sealed class BalancerIdleTimeout : ILintRule
{
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(120);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("balancer-idle-timeout", CauseNames.IdleTimeoutEdge, Severity.Warning)
    {
        Why = "A balancer counts the time without a byte on a connection, an open socket's too, and then ends it.",
        Fix = "Raise the balancer's idle time-out above the ping interval, or send pings more often.",
        Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#connection-idle-timeout",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop.Place is HopPlace.Balancer && crossing.Passage is { End: PassageEnd.Forwarded, Idle: { } set } && set.Value != Timeout.InfiniteTimeSpan && (set.Value < s_enough || Pings.ComeTooLate(deployment, crossing, set.Value))
        let idle = crossing.Passage.Idle!
        where !Pings.Keep(deployment, crossing, idle.Value)
        select Info.Found(
            idle.Where ?? crossing.Passage.At,
            $"the balancer ({crossing.Hop.Product}) ends {crossing.Socket.Path} after {Durations.Text(idle.Value)} without a byte{(idle.Where is null ? ", its default" : "")}: a socket that is quiet for that long is cut");
}
