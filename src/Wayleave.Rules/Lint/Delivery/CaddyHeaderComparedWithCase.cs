using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A matcher asks for a header's value in a spelling that browsers do not use.</summary>
internal sealed class CaddyHeaderComparedWithCase : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-header-compared-with-case", CauseNames.HeaderCaseSensitivity, Severity.Error)
    {
        Why = "Browsers send \"Upgrade: websocket\" and \"Connection: Upgrade\". Caddy's header matcher compares values with case, so WebSocket or *upgrade* matches no handshake.",
        Fix = "Write header Upgrade websocket and header Connection *Upgrade*.",
        Source = "https://caddyserver.com/docs/caddyfile/matchers#header",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from header in new[] { (Name: "upgrade", Sent: "websocket"), (Name: "connection", Sent: "Upgrade") }
        from condition in deployment.CaddyConditions(header.Name)
        where !Fits(condition, header.Sent, StringComparison.Ordinal) && Fits(condition, header.Sent, StringComparison.OrdinalIgnoreCase)
        select Info.Found(condition.At, $"this matches no handshake: browsers send \"{header.Sent}\" in small and capital letters as here, and values are compared with case");

    private static bool Fits(CaddyCondition condition, string sent, StringComparison comparison) => condition.Values.Any(value => CaddyMatching.Fits(value, sent, comparison));
}
