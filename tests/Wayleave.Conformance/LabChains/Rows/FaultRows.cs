using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.LabChains.Rows;

/// <summary>Every hop with every fault that breaks the handshake, in front of a far end of ours and of an app that is not.</summary>
internal static class FaultRows
{
    // A hop that signs what it passes on is named; the others are unsigned from outside.
    private static readonly (string Hop, string Name)[] Hops =
        [("cloudflare", "cloudflare"), ("cloudfront", "cloudfront"), ("alb:sticky", "alb"), ("alb", "alb|proxy"), ("ngrok", "ngrok"), ("nginx", "nginx"), ("proxy", "proxy")];

    private static readonly (string Fault, string Cause)[] Faults =
    [
        ("strip-upgrade", CauseNames.UpgradeHeaderStripped),
        ("http10", CauseNames.Http10Upstream + "|" + CauseNames.UpgradeHeaderStripped),
        ("redirect=https://other.example/", CauseNames.RedirectOnUpgrade),
        ("status=403", CauseNames.WafRuleBlock),
        ("status=500", CauseNames.AppError),
        ("status=501", CauseNames.PlatformNoWebsockets),
        ("status=502", CauseNames.BackendDown),
        ("status=503@all", CauseNames.BackendDown),
        ("status=504", CauseNames.BackendDown),
        ("status=404", CauseNames.PathNotRouted),
        ("status=429@all", CauseNames.RateLimited),
        ("blackhole", CauseNames.UpgradeUnanswered),
        ("reset", CauseNames.BackendDown + "|" + CauseNames.AppError),
        ("wrong-accept", CauseNames.HandshakeCorrupted),
        ("drop-header=Sec-WebSocket-Key", CauseNames.HandshakeHeaderDropped),
    ];

    /// <summary>The rows.</summary>
    public static IEnumerable<LabRow> All =>
    [
        .. from hop in Hops
           from fault in Faults
           from to in new[] { "echo", "sample" }
           where hop.Hop != "proxy" || fault.Fault != "status=403"
           select new LabRow($"fault: {hop.Hop}:{fault.Fault} → {to}", $"{hop.Hop}:{fault.Fault}", to) { Verdict = Verdict.Broken, Cause = fault.Cause, Hop = hop.Name + "|proxy|app" },
        // Unsigned, a flat refusal of every Origin may be the app's as well.
        new("fault: proxy:status=403", "proxy:status=403", "sample") { Verdict = Verdict.Broken, Cause = CauseNames.AuthRequired + "|" + CauseNames.WafRuleBlock, Open = true },
        new("fault: proxy:status=403, the app asked", "proxy:status=403", "sample") { AskOrigin = true, Verdict = Verdict.Broken, Cause = CauseNames.WafRuleBlock, Hop = "proxy" },
    ];
}
