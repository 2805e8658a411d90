using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A condition compares the whole of Connection with one word, which Firefox's handshake is not.</summary>
internal sealed class ApacheConnectionComparedWhole : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-connection-compared-whole", CauseNames.UpgradeHeaderStripped, Severity.Warning)
    {
        Why = "Connection is a list. Chrome and Safari send \"Upgrade\", Firefox \"keep-alive, Upgrade\": a pattern for the whole value takes the one and not the other.",
        Fix = "Look for the word anywhere in the value: RewriteCond %{HTTP:Connection} upgrade [NC]; or ask for Upgrade alone.",
        Source = "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        from rule in site.SocketRules()
        from line in rule.Conditions
        let condition = new ApacheRewriteCondition(line)
        where condition is { Header: "connection", IsNegated: false, OrNext: false }
        where condition.Compare("Upgrade", condition.IgnoresCase) == true && condition.Compare("keep-alive, Upgrade", condition.IgnoresCase) == false
        select Info.Found(line.At, "this asks for Connection to be \"Upgrade\" alone; Firefox sends \"keep-alive, Upgrade\", so its sockets go the way of plain requests") with
        {
            Fix = LintFix.Of("look for the word in the list", new Edit(line.Arguments[1].At, "upgrade"), ApacheFlags.Add(line, "NC")),
        };
}
