using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apps;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>nginx speaks TLS to a platform or tunnel and does not say to whom.</summary>
internal sealed class NginxUpstreamWithoutSni : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-upstream-without-sni", CauseNames.TlsModeMismatch, Severity.Error)
    {
        Why = "nginx leaves the server's name out of its TLS handshake unless it is told to send it. A tunnel or platform needs it to choose a certificate, and ends the handshake: nginx answers 502.",
        Fix = "Set proxy_ssl_server_name on; where proxy_pass names a group of servers, proxy_ssl_name with the real name too.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_server_name",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (NginxFile file in deployment.Of<NginxFile>())
        {
            foreach (Crossing crossing in deployment.Crossings.Where(crossing => crossing.Passage is { End: PassageEnd.Forwarded, To: { Tls: true, Host: not null } }))
            {
                string name = crossing.Passage.To!.Host!;
                if (!SharedFronts.KnowsByName(name) || file.Named("proxy_pass").FirstOrDefault(pass => pass.At == crossing.Passage.At) is not { } pass) continue;
                if (NginxInheritance.Scalar(pass, "proxy_ssl_server_name")?.Argument != "on")
                {
                    yield return Info.Found(pass.At, $"nginx speaks TLS to {name} without saying that name, so no certificate can be chosen there: the handshake ends and nginx answers 502") with
                    {
                        Fix = NginxMending.Behind(deployment, crossing, "Say the name.", "proxy_ssl_server_name on;"),
                    };
                }
                else if (NginxInheritance.Scalar(pass, "proxy_ssl_name") is null && NginxUrl.Host(pass.Argument) is var group && file.Named("upstream").Any(upstream => string.Equals(upstream.Argument, group, StringComparison.OrdinalIgnoreCase)))
                {
                    yield return Info.Found(pass.At, $"in the TLS handshake nginx names {group}, its group of servers, where {name} is meant: the handshake ends and nginx answers 502") with
                    {
                        Fix = NginxMending.Behind(deployment, crossing, "Say the name.", $"proxy_ssl_name {name};"),
                    };
                }
            }
        }
    }
}
