using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>nginx sends a handshake on over HTTP/2, where Upgrade is not allowed.</summary>
internal sealed class NginxHttp2Upstream : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-http2-upstream", CauseNames.AlpnH2OnlyBackend, Severity.Error)
    {
        Why = "HTTP/2 has no Upgrade. A socket goes over it by extended CONNECT (RFC 8441) alone, which nginx does not speak to its upstreams.",
        Fix = "Pass the socket's path on by proxy_pass, with proxy_http_version 1.1.",
        Source = "https://www.rfc-editor.org/rfc/rfc8441",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing is { Hop.Product: "nginx", Passage: { End: PassageEnd.Forwarded, Version.Value.Major: >= 2 } }
        select Info.Found(crossing.Passage.Version!.Where ?? crossing.Passage.At, $"{crossing.Socket.Path} goes on over HTTP/{crossing.Passage.Version!.Value.Major}, which has no Upgrade: the app gets no handshake");
}
