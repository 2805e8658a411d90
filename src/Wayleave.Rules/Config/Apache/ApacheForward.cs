using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Apache;

/// <summary>How httpd passes a handshake on to a target.</summary>
/// <param name="site">The site.</param>
/// <param name="handshake">The handshake.</param>
/// <param name="by">The line that names the target.</param>
/// <param name="target">The target.</param>
/// <param name="unclear">Whether another mistake, of which a rule of its own speaks, decides whether the upgrade goes on.</param>
internal sealed class ApacheForward(ApacheSite site, Handshake handshake, ApacheDirective by, ApacheTarget target, bool unclear)
{
    private static readonly Version s_http10 = new(1, 0);
    private static readonly Version s_http11 = new(1, 1);
    private static readonly Version s_http2 = new(2, 0);

    /// <summary>The host that the browser asks for: what the caller told, else the site's own name; null if neither is known.</summary>
    public static string? HostOf(ApacheSite site, Handshake handshake)
    {
        if (handshake.Host is { } told) return told;
        Listener listener = site.Listener;
        string? name = listener.Names.FirstOrDefault(name => !name.Contains('*', StringComparison.Ordinal) && !name.Contains("${", StringComparison.Ordinal));
        return name is null || listener.Port is null or 80 or 443 ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}:{listener.Port}");
    }

    /// <summary>The passage.</summary>
    /// <param name="path">The path that the target is asked for; null if that cannot be known.</param>
    public Passage Passage(string? path)
    {
        bool? carries = unclear ? null : Carries();
        return new Passage
        {
            At = by.At,
            End = PassageEnd.Forwarded,
            Listener = site.Listener,
            Host = HostOf(site, handshake),
            To = To(path),
            Version = Version(),
            Headers = new ApacheRequestHeaders(site, handshake).Sent(target, carries),
            Idle = carries == true ? ApacheIdle.Of(site, target, by) : null,
        };
    }

    /// <summary>Whether the upgrade goes on; null if that cannot be known.</summary>
    private bool? Carries()
    {
        if (target.Authority.Contains("${", StringComparison.Ordinal) && !target.IsSocket && !target.IsHttp) return null;
        if (target.IsBalancer)
        {
            if (site.Workers.Balancer(target.Authority) is not { } balancer || !balancer.Serving.Any()) return null;
            bool[] each = [.. balancer.Serving.Select(member => Carries(member.Target, member.Parameters))];
            return each.Distinct().Count() == 1 ? each[0] : null;
        }

        if (target.Scheme is "h2" or "h2c") return null;
        return Carries(target, site.Workers.Find(target.Scheme + "://" + target.Authority.ToLowerInvariant() + target.Path)?.Parameters ?? []);
    }

    // Tried with httpd 2.4: NONE and names of other protocols let no WebSocket through.
    private bool Carries(ApacheTarget to, ImmutableArray<ApacheParameter> parameters) =>
        to.IsSocket
        || (to.IsHttp && site.File.Tunnels != false
            && parameters.LastOrDefault(parameter => parameter.Name == "upgrade") is { } upgrade && (upgrade.Value.Equals("websocket", StringComparison.OrdinalIgnoreCase) || upgrade.Value.Equals("ANY", StringComparison.OrdinalIgnoreCase) || upgrade.Value.Contains("${", StringComparison.Ordinal)));

    private Upstream To(string? path)
    {
        if (!target.IsBalancer)
            return new Upstream(by.At) { Tls = target.Tls, Host = Known(target.Host), Port = target.Port, Path = path };
        ApacheBalancer? balancer = site.Workers.Balancer(target.Authority);
        return new Upstream(by.At)
        {
            Tls = balancer?.Members.Select(member => member.Target.Tls).Distinct().ToArray() is [var tls] ? tls : null,
            Path = balancer is { Members: [var member, ..] } && path is not null ? member.Target.Path.TrimEnd('/') + path : path,
            Servers = [.. balancer?.Members.Select(each => each.Target.Authority) ?? []],
            Sticky = balancer?.IsSticky,
        };
    }

    private static string? Known(string text) => text.Contains('$', StringComparison.Ordinal) || text.Contains("%{", StringComparison.Ordinal) ? null : text;

    private Setting<Version> Version()
    {
        if (target.Scheme is "h2" or "h2c") return new Setting<Version>(s_http2, by.At);
        ApacheDirective? old = site.FindAll("SetEnv", handshake.Path).LastOrDefault(set => set.Argument == "force-proxy-request-1.0");
        return old is null ? new Setting<Version>(s_http11, null) : new Setting<Version>(s_http10, old.At);
    }
}
