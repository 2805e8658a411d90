using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>upgrade= stands on the line of a balancer, which does not know it.</summary>
internal sealed class ApacheUpgradeOnBalancer : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-upgrade-on-balancer", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "upgrade= is a parameter of a single backend. On a line for balancer:// httpd calls it an unknown parameter and does not start.",
        Fix = "Put upgrade=websocket on each BalancerMember.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        from mapping in site.AllMappings()
        where mapping.Target is { IsBalancer: true }
        let upgrade = ApacheParameter.Of(mapping.By).FirstOrDefault(parameter => parameter.Name == "upgrade")
        where upgrade is not null
        select Info.Found(mapping.By.At, "a balancer does not know upgrade=, and httpd does not start with it here: it belongs on each BalancerMember") with { Fix = Move(upgrade, site.Workers.Balancer(mapping.Target!.Authority)) };

    private static LintFix? Move(ApacheParameter upgrade, ApacheBalancer? balancer)
    {
        if (balancer is null || balancer.Members.IsEmpty) return null;
        Span blank = upgrade.At with { Start = upgrade.At.Start - 1 };
        ImmutableArray<Edit> members = [.. balancer.Members.Where(member => !member.Parameters.Any(parameter => parameter.Name == "upgrade")).Select(member => new Edit(member.By.At.After, " upgrade=websocket"))];
        return new LintFix("move upgrade= to the members", [new Edit(blank, ""), .. members]);
    }
}
