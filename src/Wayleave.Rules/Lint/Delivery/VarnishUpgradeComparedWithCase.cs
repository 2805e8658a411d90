using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Config.Varnish;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A Varnish tells sockets by an Upgrade or Connection that no browser spells that way.</summary>
internal sealed class VarnishUpgradeComparedWithCase : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("varnish-upgrade-compared-with-case", CauseNames.HeaderCaseSensitivity, Severity.Error)
    {
        Kinds = ["varnish"],
        Why = "VCL compares with case. Browsers send Upgrade: websocket and Connection: Upgrade, so a test for WebSocket or for upgrade never holds, and sockets are not piped.",
        Fix = "Compare by a pattern with (?i): req.http.upgrade ~ \"(?i)websocket\".",
        Source = "https://varnish-cache.org/docs/7.1/users-guide/vcl-example-websockets.html",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<VclFile>()
        from trap in VarnishCaseTraps.Of(file)
        let isPattern = trap.At.Text.Contains('~', StringComparison.Ordinal)
        let finding = Info.Found(trap.At, $"browsers send \"{trap.Sent}\" here, and this asks for \"{trap.Wanted.Text}\" with case: it never holds, and handshakes are treated as plain requests")
        select isPattern
            ? finding with { Fix = LintFix.Of("Compare without case.", new Edit(trap.Wanted.At, $"\"(?i){trap.Wanted.Text}\"")) }
            : finding with { Fix = LintFix.Of("Write it as browsers do.", new Edit(trap.Wanted.At, $"\"{trap.Sent}\"")) };
}
