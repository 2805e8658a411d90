using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.LabChains.Rows;

/// <summary>Sockets that open and on which messages fare badly.</summary>
internal static class PayloadRows
{
    private static readonly (string Hop, string Name)[] Hops = [("nginx", "nginx"), ("cloudflare", "cloudflare"), ("cloudfront", "cloudfront"), ("alb:sticky", "alb"), ("proxy", "proxy")];

    /// <summary>The rows.</summary>
    public static IEnumerable<LabRow> All =>
    [
        .. Every("max-message=16k", CauseNames.MaxMessageSize),
        .. Every("max-message=64k", CauseNames.MaxMessageSize),
        .. Every("cut-after=200k", CauseNames.MaxMessageSize + "|" + CauseNames.WafBreaksUpgrade),
        .. Every("cut-after=300", CauseNames.WafBreaksUpgrade + "|" + CauseNames.MaxConnectionLifetime),
        .. Every("break-deflate", CauseNames.CompressionNegotiation).Select(r => r with { Verdict = Verdict.Broken }),
        .. Every("buffer", CauseNames.ResponseBuffering).Select(r => r with { With = o => o with { Hold = TimeSpan.FromSeconds(4) } }),
        .. Every("buffer=64k", CauseNames.ResponseBuffering).Select(r => r with { With = o => o with { Hold = TimeSpan.FromSeconds(4) } }),
        new("payload: echo's own limit", "nginx", "echo-100k") { Verdict = Verdict.Degraded, Cause = CauseNames.MaxMessageSize, Hop = "app" },
        // A close frame is an app's unless the app, asked alone, takes the message.
        new("payload: the inner hop's limit", "cloudflare:full,nginx:max-message=100k", "echo") { Tls = true, Verdict = Verdict.Degraded, Cause = CauseNames.MaxMessageSize, Hop = "nginx|app" },
        new("payload: the inner hop's limit, the app asked", "nginx:max-message=100k", "echo") { AskOrigin = true, Verdict = Verdict.Degraded, Cause = CauseNames.MaxMessageSize, Hop = "nginx" },
    ];

    private static IEnumerable<LabRow> Every(string fault, string cause) =>
        Hops.Select(h => new LabRow($"payload: {h.Hop}:{fault}", $"{h.Hop}:{fault}", "echo") { Verdict = Verdict.Degraded, Cause = cause, Hop = h.Name + "|proxy|app" });
}
