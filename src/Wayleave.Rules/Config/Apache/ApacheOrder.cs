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

    private static bool IsMeant(ApacheMapping mapping, ApacheSite site) =>
        mapping.Target is { IsSocket: true } || ApacheParameter.Of(mapping.By).Any(parameter => parameter.Name == "upgrade")
        || (mapping.Target is { IsBalancer: true } balancer && site.Workers.Balancer(balancer.Authority)?.Members.Any(member => member.Target.IsSocket || member.Parameters.Any(parameter => parameter.Name == "upgrade")) == true);
}
