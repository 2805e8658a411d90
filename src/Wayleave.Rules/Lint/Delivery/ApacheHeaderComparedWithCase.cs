using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A condition asks for a header's value in a spelling that browsers do not use.</summary>
internal sealed class ApacheHeaderComparedWithCase : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-header-compared-with-case", CauseNames.HeaderCaseSensitivity, Severity.Error)
    {
        Why = "Browsers send \"Upgrade: websocket\" and \"Connection: Upgrade\". RewriteCond compares with case unless it has the flag NC, so WebSocket or upgrade matches nothing.",
        Fix = "Add the flag: RewriteCond %{HTTP:Upgrade} websocket [NC].",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html#rewritecond",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        from rule in site.SocketRules()
        from line in rule.Conditions
        let condition = new ApacheRewriteCondition(line)
        let sent = condition.Header switch { "upgrade" => "websocket", "connection" => "Upgrade", _ => null }
        where sent is not null && !condition.IgnoresCase && condition is { IsNegated: false, OrNext: false }
        where condition.Compare(sent, ignoreCase: false) == false && condition.Compare(sent, ignoreCase: true) == true
        select Info.Found(line.At, $"this never holds: browsers send \"{sent}\" in small and capital letters as here, and the comparison is with case") with
        {
            Fix = LintFix.Of("compare without case", ApacheFlags.Add(line, "NC")),
        };
}
