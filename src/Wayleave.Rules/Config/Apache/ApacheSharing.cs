namespace Wayleave.Rules.Config.Apache;

/// <summary>Finds parameters that httpd ignores, since an earlier line already defined the connections to that URL.</summary>
internal static class ApacheSharing
{
    /// <summary>The worker whose parameters hold instead; null if the line's own hold, or the worker says the same of upgrades.</summary>
    /// <param name="site">The site.</param>
    /// <param name="by">A <c>ProxyPass</c> with <c>upgrade=</c>.</param>
    public static ApacheWorker? Ignored(ApacheSite site, ApacheDirective by) =>
        ApacheParameter.Of(by).Any(parameter => parameter.Name == "upgrade")
            ? site.Workers.All.FirstOrDefault(worker => worker.Ignored.Contains(by) && worker.Find("upgrade") is null)
            : null;
}
