using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>An upstream's address has a path, with which Caddy refuses the file.</summary>
internal sealed class CaddyUpstreamWithPath : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-upstream-with-path", CauseNames.UpstreamAddressWrong, Severity.Error)
    {
        Why = "Upstreams are a scheme, a host and a port. With a path, even a single slash, Caddy refuses the whole file (\"URLs for proxy upstreams only support scheme, host, and port components\").",
        Fix = "Take the path out: the request's own path goes on as it is. Change it by rewrite, uri or handle_path if the app has another.",
        Source = "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#upstream-addresses",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from found in deployment.CaddyProxies()
        where found.Proxy.OldPreset is null && !found.File.Root.IsEmpty
        from upstream in found.Proxy.Upstreams
        let address = CaddyUpstream.Parse(upstream.Address)
        where address is { Path.Length: > 0 }
        select Info.Found(found.Proxy.At, $"an upstream has no path, and Caddy refuses the file for that of {upstream.Address}: the request's own path goes on by itself") with { Fix = Mend(found.Proxy.At, upstream.Address, address.Path) };

    // Any other path than the root may be meant to change the request's.
    private static LintFix? Mend(Span at, string address, string path)
    {
        int start = at.Text.IndexOf(address, StringComparison.Ordinal);
        if (start < 0 || path != "/") return null;
        return LintFix.Of("take the slash out", new Edit(new Span(at.Source, at.Start + start + address.Length - 1, at.Start + start + address.Length), ""));
    }
}
