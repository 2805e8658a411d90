using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>Caddy speaks HTTP/2 without TLS, or HTTP/3, to the app of a socket.</summary>
internal sealed class CaddyH2cUpstream : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-h2c-upstream", CauseNames.AlpnH2OnlyBackend, Severity.Error)
    {
        Why = "HTTP/2 has no Upgrade. Caddy's transport refuses a handshake over h2c (\"invalid Upgrade request header\") and answers 502.",
        Fix = "Speak HTTP/1.1 at the socket's path: an upstream without h2c://, and no versions h2c.",
        Source = "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#the-http-transport",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Hop is CaddyHop && crossing.Passage is { End: PassageEnd.Forwarded, Version: { Value.Major: >= 2, Where: not null } }
        let version = crossing.Passage.Version!
        select Info.Found(version.Where!.Value, $"{crossing.Socket.Path} goes on over HTTP/{version.Value.Major}, which has no Upgrade: Caddy answers the handshake with 502");
}
