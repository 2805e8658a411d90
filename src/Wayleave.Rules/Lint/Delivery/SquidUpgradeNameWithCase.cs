using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Squid;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A Squid allows upgrades to a protocol whose name no browser spells that way.</summary>
internal sealed class SquidUpgradeNameWithCase : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("squid-upgrade-name-with-case", CauseNames.HeaderCaseSensitivity, Severity.Error)
    {
        Kinds = ["squid"],
        Why = "Squid compares the names of protocols with case, although its own documentation has \"WebSocket\" as an example. Browsers send Upgrade: websocket, so the rule never holds, and Squid takes the header out.",
        Fix = "Write websocket in small letters.",
        Source = "https://www.squid-cache.org/Doc/config/http_upgrade_request_protocols/",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<SquidFile>()
        let rules = file.Lines.Where(line => line.Name == "http_upgrade_request_protocols" && line.Words.Length > 2).ToArray()
        where !rules.Any(rule => rule[1] == "websocket")
        from rule in rules
        where rule[2] == "allow" && rule[1].Equals("websocket", StringComparison.OrdinalIgnoreCase)
        let at = rule.At.Text.IndexOf(rule[1], StringComparison.Ordinal) + rule.At.Start
        select Info.Found(rule.At, $"browsers ask for \"websocket\", and Squid compares with case: a rule for \"{rule[1]}\" never holds, and handshakes go on without Upgrade") with
        {
            Fix = LintFix.Of("Write it as browsers do.", new Edit(new Span(rule.At.Source, at, at + rule[1].Length), "websocket")),
        };
}
