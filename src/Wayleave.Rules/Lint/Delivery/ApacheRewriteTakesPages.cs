using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A rule sends every request to ws://, pages too, although another line is there for them.</summary>
internal sealed class ApacheRewriteTakesPages : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-rewrite-takes-pages", CauseNames.UpgradeHeaderForced, Severity.Warning)
    {
        Why = "A RewriteRule comes before any ProxyPass. Without a condition on Upgrade it sends pages to ws:// as well: before httpd 2.4.47 each of them is answered with 500.",
        Fix = "Put RewriteCond %{HTTP:Upgrade} websocket [NC] in front of the rule.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_proxy_wstunnel.html",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        where site.File.Tunnels != true && site.AllMappings().Any(mapping => mapping.Target is { IsHttp: true })
        from rule in site.SocketRules()
        where rule is { Conditions.IsEmpty: true, IsNegated: false }
        where ApachePattern.Find(rule.Pattern, "/")?.Success == true && ApachePattern.Find(rule.Pattern, "/index.html")?.Success == true
        select Info.Found(rule.By.At, "this sends every request to ws://, pages too, and no ProxyPass is reached: before httpd 2.4.47 each page is answered with 500") with
        {
            Fix = LintFix.Of("ask for Upgrade first", new Config.Sources.Edit(rule.By.At.Before, "RewriteCond %{HTTP:Upgrade} websocket [NC]" + Config.Sources.Edit.LineEnd(rule.By.At.Source) + rule.By.At.Indent)),
        };
}
