using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Admission;

/// <summary>A file says that the certificate of an upstream in the public network is not to be checked.</summary>
internal sealed class NginxUpstreamUnverified : ILintRule
{
    // Names that only a private network has; their certificates are often their own.
    private static readonly string[] s_private = [".local", ".internal", ".lan", ".svc", ".cluster.local", ".home.arpa", ".test", ".localhost", ".docker.internal"];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("nginx-upstream-unverified", CauseNames.DebugSettingLeftOn, Severity.Info)
    {
        Why = "nginx checks no upstream's certificate unless told to, and a line that says so was written on purpose: mostly to see whether a certificate is what breaks the socket. Over the public network anybody on the way can then read it.",
        Fix = "proxy_ssl_verify on, with proxy_ssl_trusted_certificate and proxy_ssl_server_name on.",
        Source = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify",
        Kinds = ["nginx"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<NginxFile>()
        from pass in NginxSockets.Passes(deployment, file)
        where pass.Argument.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        let host = NginxUrl.Host(pass.Argument)
        where host.Contains('.', StringComparison.Ordinal) && !host.Contains('$', StringComparison.Ordinal) && !NginxUrl.IsAddress(host) && !Array.Exists(s_private, end => host.EndsWith(end, StringComparison.OrdinalIgnoreCase))
        let setting = NginxInheritance.Scalar(pass.Parent!, "proxy_ssl_verify")
        where setting?.Argument is "off"
        select Info.Found(setting.At, $"the certificate of {host} is not checked, so whoever is between here and there can read and change the socket");
}
