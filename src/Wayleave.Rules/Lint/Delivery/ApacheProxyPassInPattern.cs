using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>ProxyPass stands in a location with a pattern, where it takes nothing.</summary>
internal sealed class ApacheProxyPassInPattern : ILintRule
{
    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("apache-proxypass-in-pattern", CauseNames.PathNotRouted, Severity.Error)
    {
        Why = "ProxyPass takes the location's pattern for a plain path, which no request has. Only ProxyPassMatch reads it as a pattern.",
        Fix = "Use ProxyPassMatch with $1 for what the pattern caught, or a Location with a plain path.",
        Source = "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass",
        Kinds = ["apache"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment) =>
        from site in deployment.ApacheSites()
        from location in site.Own.Where(directive => ApacheLocations.Is(directive) && ApacheLocations.IsPattern(directive))
        from pass in site.Inside(location)
        where pass.Is("ProxyPass") && pass.Argument is not ("!" or "")
        // ^/ws without any sign of a pattern in it could still be a path, and is none.
        select Info.Found(pass.At, $"ProxyPass takes the pattern {ApacheLocations.Pattern(location)} for a plain path here, so it passes nothing on: ProxyPassMatch reads patterns");
}
