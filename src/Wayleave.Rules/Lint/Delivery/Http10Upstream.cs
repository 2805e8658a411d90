using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A hop sends a handshake on over HTTP/1.0, which has no upgrades.</summary>
internal sealed class Http10Upstream : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("http10-upstream", CauseNames.Http10Upstream, Severity.Error)
    {
        Why = "RFC 6455 asks for HTTP/1.1 at least. Some servers take a handshake over HTTP/1.0, others answer 400 or 505, and an update may turn the one into the other.",
        Fix = "Speak HTTP/1.1 to the app at the socket's path: proxy_http_version 1.1.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from crossing in deployment.Crossings
        where crossing.Passage is { End: PassageEnd.Forwarded, Version: { Value: { Major: 1, Minor: 0 } } }
        // Where the headers are missing too, that rule says it and mends both.
        where UpgradeHeaders.Missing(crossing).IsEmpty
        let version = crossing.Passage.Version!
        select Info.Found(
            version.Where ?? crossing.Passage.At,
            $"{crossing.Socket.Path} goes on over HTTP/1.0{(version.Where is not null ? "" : crossing.Hop.Product == "nginx" ? ", nginx's default before 1.29.7" : ", the default")}: a strict app refuses the handshake with 400 or 505") with
        {
            Fix = version.Where is { } line && crossing.Hop.Product == "nginx"
                ? LintFix.Of("Speak HTTP/1.1.", new Config.Sources.Edit(line, "proxy_http_version 1.1;"))
                : NginxMending.Behind(deployment, crossing, "Speak HTTP/1.1.", "proxy_http_version 1.1;"),
        };
}
