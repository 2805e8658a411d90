using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Envoy;

/// <summary>What an Envoy does with a handshake.</summary>
internal sealed class EnvoyHop(EnvoyFile file) : Hop("envoy", HopPlace.Proxy, file.Source.All)
{
    // https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts
    private static readonly TimeSpan s_streamIdle = TimeSpan.FromMinutes(5);
    private static readonly Version s_http11 = new(1, 1);
    private static readonly Version s_http2 = new(2, 0);

    /// <inheritdoc/>
    public override ImmutableArray<SocketPath> SocketPaths
    {
        get
        {
            (SocketPath Path, bool Says)[] all = [.. file.Managers.SelectMany(manager => manager.VirtualHosts.SelectMany(host => host.Each("routes")).SelectMany(route => PathOf(manager, route)))];
            // A manager that lets upgrades pass everywhere says nothing of one route, unless it has but one kind of them.
            SocketPath[] said = [.. all.Where(one => one.Says).Select(one => one.Path)];
            return said.Length > 0 ? [.. said] : [.. all.Select(one => one.Path)];
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Passage> Pass(Handshake handshake) => file.Routes(handshake).Select(route => Pass(route, handshake));

    private static IEnumerable<(SocketPath Path, bool Says)> PathOf(EnvoyManager manager, DataNode route)
    {
        DataEntry? match = EnvoyTree.PathOf(route);
        if (match?.Value.Text is not ['/', ..] || route.Get("route") is not { } action) yield break;
        bool said = SocketPathNames.Says(match.Value.Text) || action.Get("upgrade_configs") is not null;
        bool passes = manager.Upgrades(action)?.Value is true;
        if (said || passes) yield return (new SocketPath(match.Value.Text, SocketPathFrom.File, match.At), said);
    }

    private Passage Pass(EnvoyRoute route, Handshake handshake)
    {
        var passage = new Passage { At = route.At, End = PassageEnd.Unknown, Listener = route.Manager.Listener };
        if (!route.Known) return passage;
        if (route.Node.Get("redirect") is { } redirect) return Redirect(passage with { At = redirect.At }, redirect);
        if (route.Node.Get("direct_response") is { } direct)
            return passage with { At = direct.At, End = PassageEnd.Answered, Status = int.TryParse(direct.Get("status")?.Text, CultureInfo.InvariantCulture, out int status) ? status : null };
        // Where upgrades are not let pass, Envoy refuses them itself; a rule of its own speaks of that.
        if (route.Action is not { } action || route.Manager.Upgrades(action)?.Value is not true) return passage;
        DataNode? cluster = route.Cluster is { } name ? file.Clusters.GetValueOrDefault(name) : null;
        return passage with
        {
            End = PassageEnd.Forwarded,
            To = To(route, action, cluster, handshake),
            Version = VersionOf(route, cluster),
            Headers = HeadersOf(route, action, cluster),
            Idle = IdleOf(route.Manager, action),
            Lifetime = LifetimeOf(route.Manager, action),
        };
    }

    private static Passage Redirect(Passage passage, DataNode redirect)
    {
        bool toHttps = redirect.Get("https_redirect") is DataScalar { Truth: true } || redirect.Get("scheme_redirect")?.Text is "https";
        if (toHttps && passage.Listener?.Tls is true) return passage;
        return passage with { End = PassageEnd.Redirected, Status = 301, Location = toHttps ? "https" : redirect.Get("path_redirect")?.Text ?? redirect.Get("host_redirect")?.Text };
    }

    private static Upstream To(EnvoyRoute route, DataNode action, DataNode? cluster, Handshake handshake)
    {
        string? path = handshake.Path;
        DataEntry? rewrite = action.Field("prefix_rewrite");
        if (action.Get("regex_rewrite") is not null || action.Get("path_rewrite_policy") is not null) path = null;
        else if (rewrite?.Value.Text is { } other) path = EnvoyTree.PathOf(route.Node)?.Value.Text is { } prefix ? other + handshake.Path[Math.Min(prefix.Length, handshake.Path.Length)..] : null;
        DataNode[] addresses = [.. Addresses(cluster)];
        bool sticky = action.Get("hash_policy") is not null && cluster.Get("lb_policy")?.Text is "RING_HASH" or "MAGLEV";
        return new Upstream(rewrite?.At ?? route.At)
        {
            Path = path,
            Host = addresses is [var only] ? only.Get("address")?.Text : null,
            Port = addresses is [var first] && int.TryParse(first.Get("port_value")?.Text, CultureInfo.InvariantCulture, out int port) ? port : null,
            Servers = addresses.Length > 1 ? [.. addresses.Select(one => $"{one.Get("address")?.Text}:{one.Get("port_value")?.Text}")] : [],
            Tls = cluster is null ? null : cluster.Get("transport_socket") is not null || cluster.Get("tls_context") is not null,
            Sticky = sticky ? true : addresses.Length switch { 0 => null, 1 => true, _ => false },
        };
    }

    private static IEnumerable<DataNode> Addresses(DataNode? cluster) =>
        (cluster?.Get("load_assignment")?.All() ?? []).Concat(cluster.Each("hosts").SelectMany(host => host.All())).Select(node => node.Get("socket_address")).OfType<DataNode>();

    private static Setting<Version>? VersionOf(EnvoyRoute route, DataNode? cluster)
    {
        if (cluster is null) return null;
        DataNode? options = cluster.Get("typed_extension_protocol_options")?["envoy.extensions.upstreams.http.v3.HttpProtocolOptions"];
        // By ALPN, or as the client came: what that comes to, the file does not show.
        if (options.Get("auto_config") is not null || options.Get("use_downstream_protocol_config") is not null || cluster.Get("protocol_selection")?.Text is "USE_DOWNSTREAM_PROTOCOL") return null;
        DataEntry? http2 = options.Get("explicit_http_config").Field("http2_protocol_options") ?? cluster.Field("http2_protocol_options");
        if (http2 is null) return new Setting<Version>(s_http11, null);
        // With extended CONNECT allowed it is up to the server.
        return http2.Value.Get("allow_connect") is DataScalar { Truth: true } ? null : new Setting<Version>(s_http2, http2.At);
    }

    private static ImmutableDictionary<string, HeaderFate> HeadersOf(EnvoyRoute route, DataNode action, DataNode? cluster)
    {
        var headers = ImmutableDictionary<string, HeaderFate>.Empty;
        DataEntry? host = action.Field("host_rewrite_literal") ?? action.Field("host_rewrite");
        if (host?.Value is DataScalar { IsTemplate: false } literal) headers = headers.Add("host", HeaderFate.Is(literal.Value, host.At));
        else if (action.Field("auto_host_rewrite") is { Value: DataScalar { Truth: true } } auto) headers = headers.Add("host", Addresses(cluster).FirstOrDefault().Get("address")?.Text is { } name ? HeaderFate.Is(name, auto.At) : HeaderFate.Unknown(auto.At));
        else if (action.Get("host_rewrite_header") is not null || action.Get("host_rewrite_path_regex") is not null) headers = headers.Add("host", HeaderFate.Unknown());
        headers = headers.Add("x-forwarded-proto", route.Manager.Listener is { Tls: true } ? HeaderFate.Is("https") : HeaderFate.Unknown());
        foreach (DataNode removed in route.Node.Each("request_headers_to_remove"))
        {
            if (removed.Text is { } text) headers = headers.SetItem(text.ToLowerInvariant(), HeaderFate.Gone(removed.At));
        }

        return headers;
    }

    private static Setting<TimeSpan>? IdleOf(EnvoyManager manager, DataNode action)
    {
        DataEntry? set = action.Field("idle_timeout") ?? manager.Node.Field("stream_idle_timeout");
        return set is null ? new Setting<TimeSpan>(s_streamIdle, null) : EnvoyTree.Duration(set.Value) is { } time ? new Setting<TimeSpan>(Never(time), set.At) : null;
    }

    private static Setting<TimeSpan>? LifetimeOf(EnvoyManager manager, DataNode action)
    {
        DataNode? common = manager.Node.Get("common_http_protocol_options");
        DataEntry?[] limits = [action.Get("max_stream_duration").Field("max_stream_duration") ?? common.Field("max_stream_duration"), common.Field("max_connection_duration")];
        if (limits.Any(limit => limit is not null && EnvoyTree.Duration(limit.Value) is null)) return null;
        return limits.OfType<DataEntry>().Select(limit => new Setting<TimeSpan>(Never(EnvoyTree.Duration(limit.Value)!.Value), limit.At)).Where(limit => limit.Value > TimeSpan.Zero).MinBy(limit => limit.Value)
            ?? new Setting<TimeSpan>(Timeout.InfiniteTimeSpan, null);
    }

    private static TimeSpan Never(TimeSpan time) => time == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : time;
}
