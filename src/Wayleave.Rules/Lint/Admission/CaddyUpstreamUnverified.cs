using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>Caddy speaks TLS to an upstream on another machine and takes any certificate.</summary>
internal sealed class CaddyUpstreamUnverified : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-upstream-unverified", CauseNames.DebugSettingLeftOn, Severity.Info)
    {
        Why = "tls_insecure_skip_verify switches the check of the upstream's certificate off: whoever stands between can read and change everything.",
        Fix = "Name the authority instead: tls_trusted_ca_certs, from 2.8 on tls_trust_pool.",
        Source = "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#the-http-transport",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from found in deployment.CaddyProxies()
        where found.Proxy.Unverified is not null && found.Proxy.Upstreams.Any(upstream => CaddyUpstream.Parse(upstream.Address) is not { IsLocal: true })
        select Info.Found(found.Proxy.Unverified!.Value, "the upstream's certificate is not checked here, and the upstream is on another machine");
}
