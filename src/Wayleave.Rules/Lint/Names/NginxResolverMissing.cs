using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Names;

/// <summary>A <c>proxy_pass</c> with a variable names a host, and no <c>resolver</c> is there to look it up.</summary>
internal sealed class NginxResolverMissing : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-resolver-missing", CauseNames.DnsResolverMissing, Severity.Error)
    {
        Why = "With a variable in it, a proxy_pass is looked up when a request comes. nginx then asks the resolver that it was given and no other: without one it answers 502, and its log says \"no resolver defined\".",
        Fix = "Give the http, server or location block a resolver (Docker's is 127.0.0.11), or write the name without a variable.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from pass in file.Named("proxy_pass")
        where pass is { Words.Length: 2, Parent: not null } && pass.Outwards().All(level => level.Name != "stream")
        where NginxDefinitions.In(pass.Argument).Any() && !NginxTemplate.IsOpen(pass.Argument)
        where !pass.Outwards().Any(level => level.Block.Any(inside => inside.Name == "resolver" || inside.IsUnread))
        let host = NamedHost(file, pass)
        where host is not null
        let whole = pass.Outwards().Any(level => level.Name == "http")
        select Info.Found(whole ? Severity.Error : Severity.Warning, pass.At,
            $"nginx looks up {host} for each request, since proxy_pass has a variable, and there is no resolver: it answers 502{(whole ? "" : ", unless the http block around this file names one")}");

    // A name that is certainly asked for; null if all may be addresses or upstreams.
    private static string? NamedHost(NginxFile file, NginxDirective pass)
    {
        HashSet<string> known = [.. file.Named("upstream").Select(upstream => upstream.Argument)];
        // A literal proxy_pass makes an upstream of its host, which the variable then finds.
        known.UnionWith(file.Named("proxy_pass").Where(other => !other.Argument.Contains('$', StringComparison.Ordinal)).Select(other => NginxUrl.Host(other.Argument)));
        return NginxValues.Of(file, pass.Argument).Select(NginxUrl.Host)
            .FirstOrDefault(host => !host.Contains('$', StringComparison.Ordinal) && !NginxTemplate.IsOpen(host) && !NginxUrl.IsAddress(host) && !known.Contains(host));
    }
}
