namespace Wayleave.Conformance.LabChains.Rows;

/// <summary>Chains with nothing wrong: every hop that passes sockets, and the combinations that people run.</summary>
internal static class HealthyRows
{
    private static readonly string[] Hops = ["cloudflare", "cloudfront", "alb", "alb:sticky", "alb:rule=/ws*", "ngrok", "nginx", "corporate", "proxy"];

    private static readonly string[] Chains =
    [
        "cloudflare:full,nginx", "cloudflare:strict,nginx", "cloudflare:flexible,nginx", "cloudfront,alb", "cloudfront,alb:sticky:rule=/ws*,nginx", "ngrok,nginx", "nginx,ngrok",
        "cloudflare:full,alb,nginx", "corporate,cloudflare:full,nginx", "nginx,nginx", "alb,proxy", "cloudflare:strict,nginx,proxy",
    ];

    // What a slow or distant line looks like is no fault, nor is a limit that nobody meets.
    private static readonly string[] Harmless =
        ["nginx:latency=150ms", "nginx:idle=1h", "nginx:lifetime=1h", "nginx:max-message=16m", "nginx:cut-after=64m", "nginx:rate-limit=100", "nginx:header-limit=32k", "nginx:one-of=1000", "cloudflare:full:latency=100ms,nginx:latency=50ms"];

    /// <summary>The rows.</summary>
    public static IEnumerable<LabRow> All =>
    [
        .. from hop in Hops from to in new[] { "echo", "sample", "same-host" } select new LabRow($"well: {hop} → {to}", hop, to),
        .. from hop in Hops.Except(["corporate"]) from to in new[] { "echo", "same-origin", "https-by-header" } select new LabRow($"well: tls {hop} → {to}", hop, to) { Tls = true },
        .. from chain in Chains from to in new[] { "echo", "sample", "same-host" } select new LabRow($"well: {chain} → {to}", chain, to),
        .. from chain in Chains.Where(c => !c.StartsWith("corporate", StringComparison.Ordinal)) from to in new[] { "echo", "same-origin" } select new LabRow($"well: tls {chain} → {to}", chain, to) { Tls = true },
        .. from chain in Harmless from to in new[] { "echo", "sample" } select new LabRow($"well: {chain} → {to}", chain, to),
        new("well: cloudfront → alb → sample, each asked", "cloudfront,alb", "sample") { Tls = true, AskHops = true, AskOrigin = true },
        new("well: cloudflare → nginx → echo, each asked", "cloudflare:full,nginx", "echo") { Tls = true, AskHops = true, AskOrigin = true },
        new("well: login with its cookie", "nginx", "login") { With = o => o with { Cookie = "session=abc" } },
    ];
}
