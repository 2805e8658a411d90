using Wayleave.Protocol.Text;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.HAProxy;
using Wayleave.Rules.Config.HAProxy.Passing;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Time;

/// <summary>A HAProxy's <c>timeout tunnel</c> does nothing, since it is 0 or stands in a frontend, and a shorter time-out rules.</summary>
internal sealed class HAProxyTunnelTimeoutIgnored : ILintRule
{
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(120);

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("haproxy-tunnel-timeout-ignored", CauseNames.IdleTimeoutProxy, Severity.Warning)
    {
        Kinds = ["haproxy"],
        Why = "timeout tunnel belongs to the backend, and 0 means that it is not set rather than that there is no limit. HAProxy then goes on with timeout client and timeout server after the 101, and cuts sockets at the shorter of both.",
        Fix = "Set timeout tunnel to a real time, such as 1h, in defaults, in listen or in the backend.",
        Source = "https://github.com/nextcloud/HaRP/pull/115",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<HAProxyFile>()
        from crossing in deployment.Crossings
        where crossing.Hop is HAProxyHop && crossing.Passage.End is PassageEnd.Forwarded
        let back = file.ProxyAt(crossing.Passage.At)
        let front = file.ProxyAt(crossing.Passage.Listener?.At) ?? back
        where back is not null
        let ignored = HAProxyIdle.Ignored(front, back)
        where ignored is not null
        let idle = HAProxyIdle.Without(front, back)
        where idle is null || (idle.Value != Timeout.InfiniteTimeSpan && idle.Value < s_enough)
        where idle is null || !Pings.Keep(deployment, crossing, idle.Value)
        select Finding(ignored, idle);

    private LintFinding Finding(HAProxyLine ignored, Setting<TimeSpan>? idle)
    {
        bool isZero = ignored.Words.Length > 2 && HAProxyUnits.Time(ignored[2]) == TimeSpan.Zero;
        string why = isZero ? "timeout tunnel 0 is as if it were not set, not \"no limit\"" : "timeout tunnel in a frontend is ignored, it belongs to the backend";
        string then = idle is null ? "sockets are cut by timeout client or timeout server" : $"a socket that is quiet for {Durations.Text(idle.Value)} is cut by {(idle.Where is { } where ? where.Text : "another time-out")}";
        LintFinding finding = Info.Found(ignored.At, $"{why}: {then}");
        return isZero ? finding with { Fix = LintFix.Of("Give it a real time.", new Edit(ignored.Words[2].At, "1h")) } : finding;
    }
}
