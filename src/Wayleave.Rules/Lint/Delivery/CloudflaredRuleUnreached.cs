using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Tunnels;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>A rule of a tunnel that an earlier one leaves nothing to.</summary>
internal sealed class CloudflaredRuleUnreached : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("cloudflared-rule-unreached", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "cloudflared asks its rules from the top, and the first that takes a request has it. A rule without a path takes every path of its host name, so what stands behind it for one path never gets a request.",
        Fix = "Move the rule with the path in front of the one without.",
        Source = "https://github.com/cloudflare/cloudflared/issues/120",
        Kinds = ["cloudflared"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        foreach (CloudflaredFile file in deployment.Of<CloudflaredFile>())
        {
            for (int i = 1; i < file.Rules.Length; i++)
            {
                CloudflaredRule rule = file.Rules[i];
                CloudflaredRule? before = file.Rules[..i].FirstOrDefault(one => one.Path is null && (one.HostName is null || (rule.HostName is { } name && CloudflaredRule.TakesHost(one.HostName, name))));
                if (before is not null && rule.Service is not null)
                    yield return Info.Found(rule.Node.At, $"no request reaches this rule: the one on line {before.Node.At.Line} takes {(before.HostName is null ? "everything" : "every path of " + before.HostName)}");
            }
        }
    }
}
