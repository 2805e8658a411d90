using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>upgrade=websocket stands on a line that shares the connections of an earlier one, and httpd ignores it there.</summary>
internal sealed class ApacheUpgradeIgnored : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-upgrade-ignored", CauseNames.UpgradeHeaderStripped, Severity.Error)
    {
        Why = "Lines whose URLs begin alike share one worker, and the parameters of the line that stands first hold for all of them: httpd says so in its log (AH01146) and goes on.",
        Fix = "Put upgrade=websocket on the first line with that URL, or the socket's line in front.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#workers",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        from mapping in site.AllMappings()
        let worker = ApacheSharing.Ignored(site, mapping.By)
        where worker is not null
        select Info.Found(mapping.By.At, $"httpd ignores upgrade= here: line {worker.By.At.Line} already stands for {worker.Name}, and its parameters hold for both (AH01146), so no upgrade goes on") with { Fix = Mend(worker) };

    private static LintFix? Mend(ApacheWorker worker) => worker.By.Is("ProxyPass") || worker.By.Is("ProxyPassMatch")
        ? LintFix.Of("put upgrade=websocket on the line that holds", new Edit(worker.By.At.After, " upgrade=websocket"))
        : null;
}
