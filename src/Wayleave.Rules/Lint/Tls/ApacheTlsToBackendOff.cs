using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;
using Wayleave.Rules.Lint.Delivery;

namespace Wayleave.Rules.Lint.Tls;

/// <summary>A target is wss:// or https://, and SSLProxyEngine is not on.</summary>
internal sealed class ApacheTlsToBackendOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-tls-to-backend-off", CauseNames.SchemePortMismatch, Severity.Warning)
    {
        Why = "httpd speaks TLS to backends only where SSLProxyEngine is on, which it is not by default: the request is answered with 500 (AH00961, \"failed to enable ssl support\").",
        Fix = "Write SSLProxyEngine on in the virtual host.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslproxyengine",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        let host = site.Host
        where host is not null && !site.File.All.Any(directive => directive.Is("SSLProxyEngine") && directive.Argument.Equals("on", StringComparison.OrdinalIgnoreCase))
        from line in host!.All()
        let target = line.Target()
        where target?.Tls == true && target.Scheme != "h2" && (!line.Is("RewriteRule") || new ApacheRewriteRule(line, []).Has("P", "PROXY"))
        select Info.Found(line.At, $"this speaks TLS to {target.Authority}, and SSLProxyEngine is on neither here nor elsewhere in the file: unless it is on outside, every request is answered with 500") with
        {
            Fix = LintFix.Of("speak TLS to backends", Edit.NewLine(host!.At, "    SSLProxyEngine on")),
        };
}
