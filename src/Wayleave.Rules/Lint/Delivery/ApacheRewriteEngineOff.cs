using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A site's rules pass sockets on, and its rewriting is not switched on.</summary>
internal sealed class ApacheRewriteEngineOff : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-rewrite-engine-off", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "Rewriting is off by default, and a virtual host does not inherit it from the main server: without RewriteEngine on its rules are read and never carried out.",
        Fix = "Write RewriteEngine on in front of the rules, in the same virtual host.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html#rewriteengine",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        let engine = site.Own.LastOrDefault(directive => directive.Is("RewriteEngine"))
        where engine is null ? site.Host is not null : ApacheRewriteRule.Engine([engine]) == false
        let rule = ApacheRewriteRule.Of(site.Own).FirstOrDefault(rule => rule.IsSocket)
        where rule is not null
        let first = site.Own.First(directive => directive.Is("RewriteCond") || directive.Is("RewriteRule")).At
        select Info.Found(rule.By.At, "this rule is never carried out, since RewriteEngine is not on in this virtual host: handshakes go the way of plain requests") with
        {
            Fix = engine is null
                ? LintFix.Of("switch rewriting on", new Edit(first.Before, "RewriteEngine on" + Edit.LineEnd(first.Source) + first.Indent))
                : LintFix.Of("switch rewriting on", new Edit(engine.At, "RewriteEngine on")),
        };
}
