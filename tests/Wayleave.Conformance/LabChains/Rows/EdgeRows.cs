using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.LabChains.Rows;

/// <summary>What edges, balancers and platforms do by themselves.</summary>
internal static class EdgeRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<LabRow> All =>
    [
        Ill("flexible, and the origin redirects", "cloudflare:flexible,nginx", "always-https", CauseNames.TlsModeMismatch, "cloudflare"),
        Ill("flexible, and nginx redirects", "cloudflare:flexible,nginx:redirect@all", "sample", CauseNames.TlsModeMismatch, "cloudflare"),
        Ill("flexible, and nginx redirects sockets", "cloudflare:flexible,nginx:redirect", "sample", CauseNames.TlsModeMismatch, "cloudflare"),
        Ill("full, and the origin has no TLS", "cloudflare:full", "echo", CauseNames.TlsModeMismatch, "cloudflare"),
        Ill("full, and the origin has no TLS, asked", "cloudflare:full", "sample", CauseNames.TlsModeMismatch, "cloudflare") with { AskOrigin = true },
        Ill("full, and nobody listens", "cloudflare:full", "nobody", CauseNames.TlsModeMismatch + "|" + CauseNames.BackendDown, "cloudflare|app"),
        Ill("full, and TLS ends early", "cloudflare:status=521@all", "sample", CauseNames.TlsModeMismatch + "|" + CauseNames.FirewallBlocksEdge, "cloudflare|app") with { AskOrigin = true },
        Ill("strict, and the origin has no TLS", "cloudflare:strict", "sample", CauseNames.TlsModeMismatch, "cloudflare"),
        Ill("525", "cloudflare:status=525@all", "sample", CauseNames.TlsModeMismatch, "cloudflare"),
        Ill("526", "cloudflare:status=526@all", "sample", CauseNames.CertInvalid, "cloudflare|app"),
        Ill("520", "cloudflare:status=520@all", "sample", CauseNames.BackendDown + "|" + CauseNames.TlsModeMismatch + "|" + CauseNames.AppError, "cloudflare|app"),
        Ill("523", "cloudflare:status=523@all", "sample", CauseNames.BackendDown, "cloudflare|app"),
        Ill("524", "cloudflare:status=524", "sample", CauseNames.BackendDown + "|" + CauseNames.UpgradeUnanswered, "cloudflare|app"),
        Ill("522, and the origin answers", "cloudflare:status=522@all", "sample", CauseNames.FirewallBlocksEdge, "cloudflare|app") with { AskOrigin = true },
        Ill("522, and nobody is asked", "cloudflare:status=522@all", "sample", CauseNames.BackendDown, "cloudflare|app") with { Open = true },
        Ill("521, nobody listens", "cloudflare", "nobody", CauseNames.BackendDown + "|" + CauseNames.TlsModeMismatch, "cloudflare|app") with { AskOrigin = true },
        Ill("429", "cloudflare:status=429@all", "sample", CauseNames.RateLimited, "cloudflare"),
        // A browser opens one socket, and does: that our later ones were refused is no fault of the chain.
        new("edge: a rate limit that browsers do not meet", "cloudflare:rate-limit=3", "sample") { Tls = true },
        Ill("rate limit under a burst", "cloudflare:rate-limit=20", "sample", CauseNames.RateLimited, "cloudflare") with { Verdict = Verdict.Degraded, With = o => o with { Burst = 12 } },
        Ill("first 429", "cloudflare,nginx:status=429", "sample", CauseNames.RateLimited, "cloudflare|nginx"),
        Ill("app runner", "apprunner", "sample", CauseNames.PlatformNoWebsockets, "apprunner"),
        Ill("app runner before echo", "apprunner", "echo", CauseNames.PlatformNoWebsockets, "apprunner"),
        Ill("cloudflare before app runner", "cloudflare:flexible,apprunner", "sample", CauseNames.PlatformNoWebsockets, "apprunner"),
        Ill("ngrok's pre-visit page", "ngrok:interstitial", "sample", CauseNames.EdgeInterstitial, "ngrok"),
        Ill("ngrok's dead tunnel", "ngrok:dead", "sample", CauseNames.BackendDown, "ngrok"),
        Ill("nginx before ngrok's dead tunnel", "nginx,ngrok:dead", "sample", CauseNames.BackendDown, "ngrok"),
        Ill("nginx before ngrok's pre-visit page", "nginx,ngrok:interstitial", "sample", CauseNames.EdgeInterstitial, "ngrok"),
        Ill("ngrok before nobody", "ngrok", "nobody", CauseNames.BackendDown, "ngrok|app"),
        new("edge: corporate inspection", "corporate", "sample") { Tls = true, TrustLab = false, Verdict = Verdict.Broken, Cause = CauseNames.ClientNetworkIntercepts, Hop = "client|corporate|proxy" },
        new("edge: corporate inspection before cloudflare", "corporate,cloudflare:full,nginx", "sample") { Tls = true, TrustLab = false, Verdict = Verdict.Broken, Cause = CauseNames.ClientNetworkIntercepts, Hop = "client|corporate|proxy" },
        new("edge: corporate block", "corporate:block", "sample") { Verdict = Verdict.Broken, Cause = CauseNames.ClientNetworkIntercepts, Hop = "client|corporate|proxy" },
        new("edge: corporate block before cloudflare", "corporate:block,cloudflare:full,nginx", "sample") { Verdict = Verdict.Broken, Cause = CauseNames.ClientNetworkIntercepts, Hop = "client|corporate|proxy" },
        new("edge: corporate strips", "corporate:strip-upgrade", "echo") { Verdict = Verdict.Broken, Cause = CauseNames.ClientNetworkIntercepts + "|" + CauseNames.UpgradeHeaderStripped },
        Ill("alb's other rule", "alb:rule=/socket/*", "sample", CauseNames.PathNotRouted, "alb"),
        Ill("alb's other rule behind cloudfront", "cloudfront,alb:rule=/socket/*", "sample", CauseNames.PathNotRouted, "alb"),
        Ill("alb before nobody", "alb", "nobody", CauseNames.BackendDown, "alb|app"),
        Ill("alb before nobody behind cloudfront", "cloudfront,alb", "nobody", CauseNames.BackendDown, "alb|app"),
        Ill("cloudfront without a policy", "cloudfront:no-origin-policy", "sample", CauseNames.HandshakeHeaderDropped, "cloudfront"),
        Ill("cloudfront without a policy before echo", "cloudfront:no-origin-policy,alb", "echo", CauseNames.HandshakeHeaderDropped, "cloudfront"),
        Ill("cloudfront before nobody", "cloudfront", "nobody", CauseNames.BackendDown, "cloudfront|app"),
        Ill("cloudfront's own 403", "cloudfront:status=403", "sample", CauseNames.WafRuleBlock + "|" + CauseNames.PlatformWebsocketsOff + "|" + CauseNames.PathNotRouted, "cloudfront"),
        Ill("one of two behind alb", "alb:sticky:one-of=2", "sample", CauseNames.BackendDown + "|" + CauseNames.StickySessionMissing, "alb|app") with { Verdict = Verdict.Degraded },
        Ill("one of three behind nginx", "nginx:one-of=3", "echo", CauseNames.BackendDown, "nginx|app") with { Verdict = Verdict.Degraded },
        Ill("one of four behind cloudflare", "cloudflare:full,nginx:one-of=4", "sample", CauseNames.BackendDown, "nginx|cloudflare|app") with { Verdict = Verdict.Degraded },
        Ill("every one behind nginx", "nginx:one-of=1", "sample", CauseNames.BackendDown + "|" + CauseNames.BackendDownMasked, "nginx|app"),
    ];

    private static LabRow Ill(string name, string chain, string to, string cause, string hop) =>
        new($"edge: {name}", chain, to) { Tls = true, Verdict = Verdict.Broken, Cause = cause, Hop = hop };
}
