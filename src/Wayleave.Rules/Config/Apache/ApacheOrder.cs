using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Finds the <c>ProxyPass</c> that was meant for a socket and is never reached, since an earlier one takes its path.</summary>
internal static class ApacheOrder
{
    /// <summary>The hidden one; null if there is none.</summary>
    /// <param name="site">The site.</param>
    /// <param name="taken">The one that takes the path.</param>
    /// <param name="path">The path.</param>
    public static ApacheMapping? Hidden(ApacheSite site, ApacheMapping taken, string path)
    {
        if (taken.IsExclusion || IsMeant(taken, site)) return null;
        return ApacheRoute.Mappings(site).SkipWhile(mapping => mapping != taken).Skip(1)
            .FirstOrDefault(mapping => mapping.Takes(path) == true && (IsMeant(mapping, site) || (mapping.Path.Length > taken.Path.Length && !mapping.IsExclusion && !mapping.IsPattern && !taken.IsPattern && mapping.Target?.Authority != taken.Target?.Authority)));
    }

    /// <summary>The one in an earlier location that was meant for a socket, where a later location takes its path: the last that fits counts; null if there is none.</summary>
    /// <param name="site">The site.</param>
    /// <param name="taken">The line that takes the path.</param>
    /// <param name="path">The path.</param>
    public static ApacheMapping? HiddenByLocation(ApacheSite site, ApacheDirective taken, string path)
    {
        ImmutableArray<ApacheMapping> inner = [.. site.Locations(path).SelectMany(location => site.Inside(location).Select(line => ApacheMapping.Of(line, location))).OfType<ApacheMapping>()];
        return inner is [.., var last] && last.By == taken && !last.IsExclusion && !IsMeant(last, site) ? inner.LastOrDefault(mapping => mapping.Takes(path) == true && IsMeant(mapping, site)) : null;
    }

    private static bool IsMeant(ApacheMapping mapping, ApacheSite site) =>
        mapping.Target is { IsSocket: true } || ApacheParameter.Of(mapping.By).Any(parameter => parameter.Name == "upgrade")
        || (mapping.Target is { IsBalancer: true } balancer && site.Workers.Balancer(balancer.Authority)?.Members.Any(member => member.Target.IsSocket || member.Parameters.Any(parameter => parameter.Name == "upgrade")) == true);
}
