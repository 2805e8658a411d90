using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Tunnels;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A rule of a tunnel asks for a host name with a port, which no request has.</summary>
internal sealed class CloudflaredPortInHostName : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudflared-port-in-hostname", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "A tunnel takes requests at the edge's own ports, and rules see the host name alone. One host name leads to one service for each path, whatever port a client asks for.",
        Fix = "Give the second port a host name, or a path, of its own.",
        Source = "https://github.com/cloudflare/cloudflared/issues/120",
        Kinds = ["cloudflared"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from file in deployment.Of<CloudflaredFile>()
        from rule in file.Rules
        let entry = rule.Node.Find("hostname")
        where entry?.Value is DataScalar { IsTemplate: false } && rule.HostName?.Contains(':', StringComparison.Ordinal) is true
        select Info.Found(entry.At, $"no request is for a host name with a port, so nothing reaches {rule.Service?.Value.Text ?? "this rule"}");
}
