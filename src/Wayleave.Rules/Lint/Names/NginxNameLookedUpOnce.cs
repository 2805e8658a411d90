using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apps;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Names;

/// <summary>nginx passes sockets to a name whose address changes, and looks it up only when it starts.</summary>
internal sealed class NginxNameLookedUpOnce : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-name-looked-up-once", CauseNames.DnsStale, Severity.Warning)
    {
        Why = "A name that stands in proxy_pass without a variable is looked up when nginx starts or is reloaded, and never again, with a resolver or without. When its address changes, nginx goes on sending to the old one and answers 502 or 504.",
        Fix = "Set a resolver and pass to a variable, as in set $app name; proxy_pass http://$app:8000; or give the upstream's server the parameter resolve (nginx 1.27.3).",
        Source = "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#resolve",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from pass in NginxSockets.Passes(deployment, file)
        from found in NamesOf(file, pass).Select(name => Judge(file, pass, name.Host, name.At)).OfType<LintFinding>().Take(1)
        group found by (found.At.Source, found.Message) into same
        select same.First();

    private LintFinding? Judge(NginxFile file, NginxDirective pass, string host, Span at)
    {
        // A name for samples is told of as that.
        if (Delivery.NginxPlaceholderLeft.IsSample(host)) return null;
        if (SharedFronts.IsMoving(host)) return Info.Found(at, $"{host} is looked up only when nginx starts: when its address changes, which such names' do without notice, sockets get 502 until a reload");
        if (ResolverWithoutUse(file, pass)) return Info.Found(at, $"the resolver has no effect on {host}: without a variable the name is looked up only when nginx starts, and sockets get 502 once its address has changed");
        // Names of containers and of compose's services.
        return host.Contains('.', StringComparison.Ordinal) || host is "localhost" ? null
            : Info.Found(Severity.Info, at, $"{host} is looked up only when nginx starts: if it is a container that is made anew under another address, sockets get 502 until nginx is reloaded");
    }

    private static IEnumerable<(string Host, Span At)> NamesOf(NginxFile file, NginxDirective pass)
    {
        if (pass.Words.Length != 2 || pass.Argument.Contains('$', StringComparison.Ordinal) || NginxTemplate.IsOpen(pass.Argument)) yield break;
        string host = NginxUrl.Host(pass.Argument);
        NginxDirective? upstream = file.Named("upstream").FirstOrDefault(one => one.HasBlock && string.Equals(one.Argument, host, StringComparison.OrdinalIgnoreCase));
        if (upstream is null)
        {
            if (!NginxUrl.IsAddress(host) && host.Length > 0) yield return (host, pass.At);
            yield break;
        }

        foreach (NginxDirective server in upstream.FindAll("server").Where(server => server.Words.Length > 1 && !server.Words.Any(word => word.Text is "resolve" or "down") && !NginxTemplate.IsOpen(server.Argument)))
        {
            string name = NginxUrl.Host(server.Argument);
            if (!NginxUrl.IsAddress(name) && !name.Contains('$', StringComparison.Ordinal)) yield return (name, server.At);
        }
    }

    // Whoever sets a resolver and uses it for nothing else meant it for this. Stapling needs one too.
    private static bool ResolverWithoutUse(NginxFile file, NginxDirective pass)
    {
        NginxDirective? resolver = NginxInheritance.Scalar(pass, "resolver");
        return resolver is not null && !file.All.Any(other => other.Name is "ssl_stapling" or "ssl_ocsp" or "js_fetch_trusted_certificate" or "js_import" or "acme_issuer" || other.Name.Contains("_by_lua", StringComparison.Ordinal)
            || (other.Name is "proxy_pass" or "grpc_pass" or "fastcgi_pass" or "uwsgi_pass" && other.Argument.Contains('$', StringComparison.Ordinal))
            || (other is { Name: "server", HasBlock: false } && other.Words.Any(word => word.Text == "resolve")));
    }
}
