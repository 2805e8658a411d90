using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Caddy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A matcher compares the whole of Connection with one word, which Firefox's handshake is not.</summary>
internal sealed class CaddyConnectionComparedWhole : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("caddy-connection-compared-whole", CauseNames.PathNotRouted, Severity.Warning)
    {
        Why = "Connection is a list. Chrome and Safari send \"Upgrade\", Firefox \"keep-alive, Upgrade\": a matcher for the whole value takes the one and not the other.",
        Fix = "Match a part of the value: header Connection *Upgrade*; or ask for Upgrade alone.",
        Source = "https://caddyserver.com/docs/caddyfile/matchers#header",
        Kinds = ["caddy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from condition in deployment.CaddyConditions("connection")
        where Fits(condition, "Upgrade") && !Fits(condition, "keep-alive, Upgrade")
        select Info.Found(condition.At, "this asks for Connection to be \"Upgrade\" alone; Firefox sends \"keep-alive, Upgrade\", so its sockets do not come to this block");

    private static bool Fits(CaddyCondition condition, string sent) => condition.Values.Any(value => CaddyMatching.Fits(value, sent, StringComparison.Ordinal));
}
