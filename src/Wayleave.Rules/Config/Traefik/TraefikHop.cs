using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>What a Traefik does with a handshake: it passes upgrades by itself, unless a middleware or the way to the server stands against it.</summary>
internal sealed class TraefikHop(TraefikConfig config) : Hop("traefik", HopPlace.Proxy, config.At)
{
    private static readonly Version s_http11 = new(1, 1);
    private static readonly Version s_http2 = new(2, 0);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths =>
    [
        .. from router in config.Dynamic
           where router.Rule is not null
           let matchers = router.Rule!.Matchers().ToArray()
           let upgrades = matchers.Any(matcher => matcher.Arguments.Contains("Upgrade", StringComparer.OrdinalIgnoreCase))
           from matcher in matchers
           where matcher.Name is "path" or "pathprefix"
           from path in matcher.Arguments
           where path.StartsWith('/') && !path.Contains('{', StringComparison.Ordinal) && (upgrades || SocketPathNames.Says(path))
           select new SocketPath(path, SocketPathFrom.File, router.At),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake)
    {
        // Where nobody said which host is meant, each that a rule names could be.
        string?[] hosts = handshake.Host is { } told
            ? [told]
            : [.. config.Dynamic.SelectMany(router => router.Rule?.Matchers() ?? []).Where(matcher => matcher.Name == "host").SelectMany(matcher => matcher.Arguments).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (hosts.Length == 0) hosts = [null];
        Passage[] passages = [.. hosts.SelectMany(host => PassFor(handshake, host)).DistinctBy(passage => (passage.At, passage.Listener?.Tls))];
        if (passages.Length > 0 || config.Dynamic.IsEmpty) return passages;
        return hosts.Length == 1 && config.Dynamic.All(router => TraefikMatching.Takes(router.Rule, handshake, hosts[0]) is false)
            ? [new Passage { At = config.Dynamic[0].At, End = PassageEnd.Answered, Status = 404 }]
            : [];
    }

    // Once for what comes over TLS, and once for what does not: these have different routers.
    private IEnumerable<Passage> PassFor(Handshake handshake, string? host)
    {
        foreach (bool tls in new[] { true, false })
        {
            TraefikRouter? chosen = config.Dynamic.Where(router => OverTls(router) == tls && TraefikMatching.Takes(router.Rule, handshake, host) is not false).MaxBy(router => router.Priority);
            if (chosen is not null) yield return TraefikMatching.Takes(chosen.Rule, handshake, host) is true ? Route(chosen, handshake, host, tls) : new Passage { At = chosen.At, End = PassageEnd.Unknown };
        }
    }

    private bool OverTls(TraefikRouter router) => router.Tls ?? EntryPoints(router).Any(point => point.Tls) || (config.EntryPoints.IsEmpty && router.EntryPoints.Any(IsTlsName));

    // The entry points are in another file then; these names are those of the documentation.
    private static bool IsTlsName(string name) => name is "websecure" or "https" or "web-secure" or "web_secure";

    private IEnumerable<TraefikEntryPoint> EntryPoints(TraefikRouter router) =>
        config.EntryPoints.Where(point => router.EntryPoints.IsEmpty || router.EntryPoints.Contains(point.Name, StringComparer.OrdinalIgnoreCase));

    private Passage Route(TraefikRouter router, Handshake handshake, string? host, bool tls)
    {
        TraefikEntryPoint[] points = [.. EntryPoints(router)];
        var listener = new Listener(points is [var only] ? only.Port : null, tls, router.At)
        {
            ProxyProtocol = points.Any(point => point.ProxyProtocol), Http2 = tls,
            Names = [.. router.Rule!.Matchers().Where(matcher => matcher.Name == "host").SelectMany(matcher => matcher.Arguments)],
        };
        var way = new TraefikWay(router, handshake.Path, host, tls);
        if (!tls && points.Length > 0 && points.All(point => point.Redirect is not null)) way = way with { Redirect = points[0].Redirect!.At };
        foreach (string name in router.Middlewares)
        {
            if (config.Middlewares.TryGetValue(name, out DataEntry? middleware)) way = TraefikMiddlewares.Apply(way, middleware) is var next && next.Path == way.Path ? next : next with { Rewritten = middleware.At };
            else if (name.Length > 0) way = way with { Path = null };
        }

        if (way.Redirect is { } redirect) return new Passage { At = router.At, End = PassageEnd.Redirected, Status = 301, Location = "https", Listener = listener, Headers = way.Headers };
        TraefikService? service = router.Service is { } named ? config.Services.GetValueOrDefault(named) : null;
        Passage passage = new() { At = router.At, End = PassageEnd.Forwarded, Listener = listener, Headers = Forwarded(way.Headers, points, tls), Idle = new Setting<TimeSpan>(Timeout.InfiniteTimeSpan, null), Buffers = way.Buffers };
        return service is null || service.Servers.IsEmpty ? passage with { End = service is null && router.Service is null ? PassageEnd.Unknown : PassageEnd.Forwarded } : To(passage, service, way);
    }

    private static Passage To(Passage passage, TraefikService service, TraefikWay way)
    {
        TraefikServer first = service.Servers[0];
        return passage with
        {
            At = service.At,
            To = new Upstream(first.At)
            {
                Tls = first.Scheme is "https", Host = first.Host, Port = first.Port, Path = way.Path, Rewritten = way.Rewritten,
                Servers = service.Servers.Length > 1 ? [.. service.Servers.Select(server => $"{server.Host}:{server.Port}")] : [],
                Sticky = service.Sticky ? true : service.Count is { } count ? count < 2 : null,
            },
            Version = new Setting<Version>(first.Scheme == "h2c" ? s_http2 : s_http11, first.Scheme == "h2c" ? first.At : null),
            Headers = service.PassHost is { Value: false, Where: { } where } && first.Host is not null
                ? passage.Headers.SetItem("host", HeaderFate.Is(first.Port is { } port ? $"{first.Host}:{port}" : first.Host, where))
                : passage.Headers,
        };
    }

    // Traefik writes `ws` and `wss` here for upgrades. What `wss` means to an app differs from app to app, so only `ws` is told.
    private static ImmutableDictionary<string, HeaderFate> Forwarded(ImmutableDictionary<string, HeaderFate> headers, TraefikEntryPoint[] points, bool tls) =>
        headers.ContainsKey("x-forwarded-proto") ? headers : headers.Add("x-forwarded-proto", points.Length == 0 || tls || points.Any(point => point.Trusts) ? HeaderFate.Unknown() : HeaderFate.Is("ws"));
}
