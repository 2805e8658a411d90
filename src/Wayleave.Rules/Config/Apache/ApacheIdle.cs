using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Apache;

/// <summary>The silence after which httpd ends a switched connection.</summary>
internal static class ApacheIdle
{
    // The program's own default; Debian's packages write 300 into apache2.conf.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>How long, and which line says so.</summary>
    /// <param name="site">The site.</param>
    /// <param name="target">Where the connection goes.</param>
    /// <param name="by">The line that names the target.</param>
    /// <remarks>
    /// The larger one of the client's side (<c>Timeout</c>) and the backend's (<c>timeout=</c>, else <c>ProxyTimeout</c>, else <c>Timeout</c>):
    /// tried with 2.4.71. mod_proxy_wstunnel alone, as before 2.4.47 and where its handing over is switched off, waits for ever.
    /// </remarks>
    public static Setting<TimeSpan>? Of(ApacheSite site, ApacheTarget target, ApacheDirective by)
    {
        bool handsOver = site.Find("ProxyWebsocketFallbackToProxyHttp") is not { } fallback || fallback.Argument.Equals("on", StringComparison.OrdinalIgnoreCase);
        if (target.IsSocket && (site.File.Tunnels == false || !handsOver)) return new Setting<TimeSpan>(Timeout.InfiniteTimeSpan, null);
        if (Client(site) is not { } client || Backend(site, target, by, client) is not { } backend) return null;
        return backend.Value >= client.Value ? backend : client;
    }

    private static Setting<TimeSpan>? Client(ApacheSite site)
    {
        if (site.Find("Timeout") is not { } timeout) return new Setting<TimeSpan>(s_timeout, null);
        return ApacheParameter.Time(timeout.Argument) is { } time ? new Setting<TimeSpan>(time, timeout.At) : null;
    }

    private static Setting<TimeSpan>? Backend(ApacheSite site, ApacheTarget target, ApacheDirective by, Setting<TimeSpan> client)
    {
        ApacheParameter? parameter = target.IsBalancer
            ? site.Workers.Balancer(target.Authority)?.Serving.SelectMany(member => member.Parameters).Where(one => one.Name == "timeout").MinBy(one => ApacheParameter.Time(one.Value) ?? TimeSpan.Zero)
            : site.Workers.Find(target.Scheme + "://" + target.Authority.ToLowerInvariant() + target.Path)?.Find("timeout");
        if (parameter is not null) return ApacheParameter.Time(parameter.Value) is { } own ? new Setting<TimeSpan>(own, parameter.At.Source == by.At.Source && parameter.At.Start >= by.At.Start && parameter.At.End <= by.At.End ? by.At : parameter.At) : null;
        if (site.Find("ProxyTimeout") is not { } all) return client;
        return ApacheParameter.Time(all.Argument) is { } time ? new Setting<TimeSpan>(time, all.At) : null;
    }
}
