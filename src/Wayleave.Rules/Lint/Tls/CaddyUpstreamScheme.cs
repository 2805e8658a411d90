using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>An upstream is written with wss:// or ws://, which Caddy takes for plain HTTP without a port of its own.</summary>
internal sealed class CaddyUpstreamScheme : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-upstream-scheme", CauseNames.SchemePortMismatch, Severity.Error)
    {
        Why = "Caddy knows http://, https:// and h2c:// for upstreams. With wss:// it speaks no TLS, and with neither does it know a port where none is written.",
        Fix = "Write https:// for wss:// and http:// for ws://; sockets go the same way as pages.",
        Source = "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#upstream-addresses",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from found in deployment.CaddyProxies()
        where found.Proxy.OldPreset is null
        from upstream in found.Proxy.Upstreams
        let address = CaddyUpstream.Parse(upstream.Address)
        where address is { Scheme: "wss" } ? !found.Proxy.Tls || address.Port is null : address is { Scheme: "ws", Port: null }
        select Info.Found(found.Proxy.At, address!.Scheme == "wss"
            ? $"Caddy speaks plain HTTP to {upstream.Address}, since it does not know wss://: an app that expects TLS closes the connection"
            : $"Caddy knows no port for {upstream.Address}, since it does not know ws://: each request is answered with 502") with
        {
            Fix = Mend(found.Proxy.At, upstream.Address),
        };

    private static LintFix? Mend(Span at, string address)
    {
        int start = at.Text.IndexOf(address, StringComparison.Ordinal);
        if (start < 0) return null;
        bool tls = address.StartsWith("wss", StringComparison.Ordinal);
        return LintFix.Of("write the scheme that Caddy knows", new Edit(new Span(at.Source, at.Start + start, at.Start + start + (tls ? 3 : 2)), tls ? "https" : "http"));
    }
}
