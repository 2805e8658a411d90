using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>What comes from the edge over plain HTTP is redirected to https, and there is nothing here that speaks TLS.</summary>
internal sealed class EdgeRedirectedToTls : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("edge-redirected-to-tls", CauseNames.TlsModeMismatch, Severity.Error)
    {
        Why = "An edge that ends TLS and speaks plain HTTP to the origin passes the redirect to the browser, which asks the edge again: a loop for pages, and the end for a handshake.",
        Fix = "Listen with TLS at the origin and let the edge use it (Cloudflare: Full), or answer the edge over plain HTTP without the redirect.",
        Source = "https://developers.cloudflare.com/ssl/troubleshooting/too-many-redirects/",
    };

    // Tunnels of an edge's own; of the edges whose settings are read, those settings say it.
    private static readonly string[] s_tunnels = ["cloudflared", "ngrok"];

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop.Place is HopPlace.Proxy && RedirectOnUpgrade.LeadsToTls(crossing.Passage)
        let edge = crossing.EndsTls is { } tls ? s_tunnels.Contains(tls.Hop.Product) ? tls.Hop.Product : null : deployment.Edge is "none" ? null : deployment.Edge
        where edge is not null
        select Info.Found(crossing.Passage.At, $"{crossing.Socket.Path} comes from {edge} over plain HTTP and is redirected to https: the browser comes back to the edge again and again");
}
