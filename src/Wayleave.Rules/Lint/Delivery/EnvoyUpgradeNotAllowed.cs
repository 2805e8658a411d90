using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Envoy;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>An Envoy that is not told to let WebSockets pass refuses them.</summary>
internal sealed class EnvoyUpgradeNotAllowed : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("envoy-upgrade-not-allowed", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "Envoy passes an upgrade only where upgrade_configs names it, on the connection manager or on the route, whose own word comes first. Any other it refuses with an empty 403.",
        Fix = "Add upgrade_configs with upgrade_type: websocket.",
        Source = "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades",
        Kinds = ["envoy"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<EnvoyFile>()
        from socket in deployment.Sockets
        from route in file.Routes(new Handshake { Path = socket.Path, Host = deployment.Domain })
        where route is { Known: true, Action: not null }
        let said = route.Manager.Upgrades(route.Action)
        where said?.Value is not true
        select Info.Found(said?.Where ?? route.At, $"nothing lets an upgrade pass to {socket.Path}, so Envoy refuses it with an empty 403") with { Fix = said is null ? FixOf(route) : null };

    // Only in block style a line of its own can be added.
    private static LintFix? FixOf(EnvoyRoute route)
    {
        Span? line = route.Manager.Node.Field("stat_prefix")?.At ?? route.Manager.Node.Field("codec_type")?.At;
        return line is { } after && after.Source.Line(after.Line).TrimStart().StartsWith(after.Text, StringComparison.Ordinal) && after.Text.Contains(": ", StringComparison.Ordinal) && !after.Text.StartsWith('"')
            ? LintFix.Of("Let WebSockets pass", Edit.NewLine(after, "upgrade_configs:" + Edit.LineEnd(after.Source) + after.Indent + "- upgrade_type: websocket"))
            : null;
    }
}
