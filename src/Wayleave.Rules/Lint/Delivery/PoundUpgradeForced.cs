using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Pound;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A Pound sets Upgrade or Connection on every request, which it handles by itself.</summary>
internal sealed class PoundUpgradeForced : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("pound-upgrade-forced", CauseNames.UpgradeHeaderForced, Severity.Error)
    {
        Kinds = ["pound"],
        Why = "Pound recognises a handshake and carries it by itself. A constant Upgrade or Connection header on every request makes it answer 500.",
        Fix = "Take the line out.",
        Source = "https://github.com/graygnuorg/pound/issues/49",
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<PoundFile>()
        from line in file.Lines
        where (line.Is("SetHeader") || line.Is("AddHeader")) && line.Words.Length > 1 && line.Words[1].Split(':')[0].Trim().ToUpperInvariant() is "UPGRADE" or "CONNECTION"
        select Info.Found(line.At, "Pound carries handshakes by itself, and with this header set on every request it answers 500") with { Fix = LintFix.Of("Leave the header to Pound.", Edit.Remove(line.At)) };
}
