using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>A listener waits for a PROXY header that the edge in front of it does not send.</summary>
internal sealed class ProxyHeaderUnsent : ILintRule
{
    // All of these speak HTTP to their origins.
    private static readonly string[] s_http = ["cloudflare", "cloudfront", "alb", "ngrok"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("proxy-header-unsent", CauseNames.ProxyProtocolMismatch, Severity.Error)
    {
        Why = "With proxy_protocol each connection must begin with a PROXY header. A balancer that works on HTTP sends none, so every request is cut off.",
        Fix = "Take proxy_protocol out of listen, and read the client's address from X-Forwarded-For.",
        Source = "https://docs.nginx.com/nginx/admin-guide/load-balancer/using-proxy-protocol/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where s_http.Contains(deployment.Edge) && crossing.Passage.Listener is { ProxyProtocol: true }
        select Info.Found(crossing.Passage.Listener!.At, $"each connection must begin with a PROXY header here, and {deployment.Edge} sends none: every request fails");
}
