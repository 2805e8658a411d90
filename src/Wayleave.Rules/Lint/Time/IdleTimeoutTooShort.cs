using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Time;

/// <summary>The project's own proxy ends a quiet socket within a minute or two, and the app is not known to send more often.</summary>
internal sealed class IdleTimeoutTooShort : ILintRule
{
    // Above this, heartbeats of 30 s to 60 s, which most client libraries send, keep a socket open with one lost.
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(120);

    // Whoever wrote more than this has thought of quiet sockets.
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("idle-timeout-too-short", CauseNames.IdleTimeoutProxy, Severity.Warning)
    {
        Why = "A proxy counts the time between two reads, so an idle but healthy socket is cut.",
        Fix = "Raise the time-out at the socket's path above the ping interval, or send pings more often.",
        Source = "https://nginx.org/en/docs/http/websocket.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop.Place is HopPlace.Proxy && crossing.Passage is { End: PassageEnd.Forwarded, Idle: { } idle } && idle.Value != Timeout.InfiniteTimeSpan && ((idle.Where is null ? idle.Value < s_enough : idle.Value <= s_usual) || Pings.ComeTooLate(deployment, crossing, idle.Value))
        // Where the block for sockets is another one, that one's patience counts.
        where crossing.Passage.Elsewhere is null || UpgradeHeaders.Missing(crossing).IsEmpty
        where !Pings.Keep(deployment, crossing, crossing.Passage.Idle!.Value)
        // Where nothing shows that there are sockets, and none could open, there is no silence to speak of.
        where crossing.Socket.From is not SocketPathFrom.Everywhere || UpgradeHeaders.Missing(crossing).IsEmpty
        let idle = crossing.Passage.Idle!
        select Info.Found(
            idle.Where ?? crossing.Passage.At,
            $"{crossing.Socket.Path} is cut after {Durations.Text(idle.Value)} without a byte from the app{(idle.Where is null ? ", the default" : "")}: a socket that is quiet for that long ends without a close frame") with
        {
            Fix = Mend(deployment, crossing, idle),
        };

    private static LintFix? Mend(Deployment deployment, Crossing crossing, Setting<TimeSpan> idle) => (crossing.Hop.Product, idle.Where) switch
    {
        ("nginx", null) => NginxMending.Behind(deployment, crossing, "Let a quiet socket stay for an hour.", "proxy_read_timeout 1h;"),
        _ => null,
    };
}
