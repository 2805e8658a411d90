using Wayleave.Rules.Config.Apache;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>What the rules about Apache httpd ask of a deployment.</summary>
internal static class ApacheConfigs
{
    /// <summary>Every site of every Apache file.</summary>
    public static IEnumerable<ApacheSite> ApacheSites(this Deployment deployment) => deployment.Of<ApacheFile>().SelectMany(file => file.Sites);

    /// <summary>The rewrite rules of a site that pass requests on to a WebSocket URL, those in its locations too.</summary>
    public static IEnumerable<ApacheRewriteRule> SocketRules(this ApacheSite site) =>
        ApacheRewriteRule.Of(site.Own).Concat(site.Own.Where(ApacheLocations.Is).SelectMany(location => ApacheRewriteRule.Of(site.Inside(location)))).Where(rule => rule.IsSocket);

    /// <summary>The <c>ProxyPass</c> lines of a site, those in its locations too.</summary>
    public static IEnumerable<ApacheMapping> AllMappings(this ApacheSite site) =>
        site.Own.SelectMany(directive => ApacheLocations.Is(directive) ? site.Inside(directive).Select(inner => ApacheMapping.Of(inner, directive)) : [ApacheMapping.Of(directive)]).OfType<ApacheMapping>();

    /// <summary>The URL that a directive passes requests on to; null if it does not, or says none.</summary>
    public static ApacheTarget? Target(this ApacheDirective directive) =>
        directive.Is("ProxyPass") || directive.Is("ProxyPassMatch") || directive.Is("BalancerMember") || directive.Is("RewriteRule")
            ? directive.Arguments.Select(word => ApacheTarget.Parse(word.Text)).FirstOrDefault(target => target is { IsBalancer: false })
            : null;
}
