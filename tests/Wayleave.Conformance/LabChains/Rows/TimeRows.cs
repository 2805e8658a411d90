using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.LabChains.Rows;

/// <summary>Sockets that open and are ended later.</summary>
internal static class TimeRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<LabRow> All =>
    [
        Idle("nginx:idle=2s", "echo", CauseNames.IdleTimeoutProxy, "nginx"),
        Idle("proxy:idle=2s", "echo", CauseNames.IdleTimeoutProxy, "proxy"),
        // Two seconds are no edge's own time, so from outside it is as likely an unsigned proxy behind it.
        Idle("alb:sticky:idle=2s", "echo", CauseNames.IdleTimeoutEdge + "|" + CauseNames.IdleTimeoutProxy, "alb|proxy"),
        Idle("cloudflare:idle=2s", "echo", CauseNames.IdleTimeoutEdge + "|" + CauseNames.IdleTimeoutProxy, "cloudflare|proxy"),
        Idle("cloudfront:idle=2s", "echo", CauseNames.IdleTimeoutEdge + "|" + CauseNames.IdleTimeoutProxy, "cloudfront|proxy"),
        Idle("nginx:lifetime=2s", "echo", CauseNames.MaxConnectionLifetime, "nginx"),
        Idle("alb:sticky:lifetime=2s", "sample", CauseNames.MaxConnectionLifetime, "alb|proxy"),
        Idle("nginx:idle=5s", "echo", null, null),
        // A socket that never lives for a second is of use to nobody, and looks like an app that hangs up.
        new("time: nginx:lifetime=600ms", "nginx:lifetime=600ms", "sample") { Verdict = Verdict.Broken, Cause = CauseNames.AppError + "|" + CauseNames.MaxConnectionLifetime, Hop = "nginx|app", Open = true },
        new("time: nginx:idle=1500ms → an app that speaks", "nginx:idle=1500ms", "sample"),
    ];

    private static LabRow Idle(string chain, string to, string? cause, string? hop) => new($"time: {chain} → {to}", chain, to)
    {
        Verdict = cause is null ? Verdict.Works : Verdict.Degraded,
        Cause = cause,
        Hop = hop,
        With = o => o with { Idle = TimeSpan.FromSeconds(4) },
    };
}
