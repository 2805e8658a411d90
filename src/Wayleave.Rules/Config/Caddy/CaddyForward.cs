using System.Collections.Immutable;
using System.Globalization;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>How a <c>reverse_proxy</c> passes a handshake on.</summary>
/// <param name="file">The file.</param>
/// <param name="server">The site.</param>
/// <param name="handshake">The handshake.</param>
/// <param name="proxy">The proxy.</param>
internal sealed class CaddyForward(CaddyFile file, CaddyServer server, Handshake handshake, CaddyProxy proxy)
{
    // From here on Host is the upstream's own where TLS is spoken to it.
    private static readonly Version s_ownHost = new(2, 11);
    // From here on the forwarded headers are set, and what came in them is not believed.
    private static readonly Version s_forwards = new(2, 5);
    private static readonly Version s_http11 = new(1, 1);
    private static readonly Version s_http2 = new(2, 0);
    private static readonly Version s_http3 = new(3, 0);

    private readonly ImmutableArray<CaddyUpstream?> _upstreams = [.. proxy.Upstreams.Select(upstream => CaddyUpstream.Parse(upstream.Address))];

    /// <summary>The passage.</summary>
    /// <param name="state">The handshake as it comes to the proxy.</param>
    public Passage Passage(CaddyState state) => new()
    {
        At = proxy.At,
        End = PassageEnd.Forwarded,
        Listener = server.Listener,
        Host = Asked,
        To = To(state.Path),
        Version = Version(),
        Headers = Headers(state),
        Idle = proxy.ReadTimeout ?? (proxy.OldPreset is null ? new Setting<TimeSpan>(Timeout.InfiniteTimeSpan, null) : null),
        Lifetime = proxy.StreamTimeout ?? (proxy.OldPreset is null ? new Setting<TimeSpan>(Timeout.InfiniteTimeSpan, null) : null),
    };

    // What the caller told, else the site's own name; null if neither is known.
    private string? Asked => handshake.Host ?? (server.Listener.Names.FirstOrDefault(name => name.IndexOfAny(['*', '{', '$']) < 0) is { } name
        ? server.Listener.Port is null or 80 or 443 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{server.Listener.Port}")
        : null);

    private bool? Tls => proxy.Tls ? true : _upstreams.Select(upstream => upstream is null ? (bool?)null : upstream.Scheme == "https").Distinct().ToArray() is [var one] ? one : null;

    private Upstream To(string? path) => new(proxy.At)
    {
        Tls = Tls,
        Host = _upstreams is [{ } only] ? only.Host : null,
        Port = _upstreams is [{ } single] ? single.Port : null,
        Path = path is null ? null : proxy.Rewrite is { } rewrite ? rewrite.Of(path) : path,
        Servers = proxy.Upstreams.Length > 1 ? [.. proxy.Upstreams.Select(upstream => upstream.Address)] : [],
        Sticky = proxy.IsDynamic || _upstreams.Any(upstream => upstream is null) ? null : proxy.Upstreams.Length < 2 ? true : proxy.Policy switch
        {
            "cookie" or "ip_hash" or "client_ip_hash" or "first" => true,
            "header" or "uri_hash" or "query" => null,
            _ => false,
        },
    };

    private Setting<Version>? Version()
    {
        if (proxy.IsH2c) return new Setting<Version>(s_http2, proxy.VersionsAt ?? proxy.At);
        if (proxy.Versions is ["3"]) return new Setting<Version>(s_http3, proxy.VersionsAt);
        // Tried with 2.6: also "versions 2" takes HTTP/1.1 for an upgrade.
        return new Setting<Version>(s_http11, null);
    }

    private ImmutableDictionary<string, HeaderFate> Headers(CaddyState state)
    {
        ImmutableDictionary<string, HeaderFate> headers = state.Headers;
        if (Asked is { } asked && !headers.ContainsKey("host")) headers = headers.SetItem("host", HeaderFate.Is(asked));
        if (proxy.OldPreset == false) return headers.SetItem("upgrade", HeaderFate.Gone()).SetItem("connection", HeaderFate.Gone());
        if (proxy.OldPreset == true) return headers;
        Handshake request = handshake with { Changed = handshake.Changed.SetItems(headers) };
        if (!request.Header("upgrade").Absent) headers = headers.SetItem("connection", HeaderFate.Is("Upgrade"));
        else headers = headers.SetItem("connection", HeaderFate.Gone());
        if (file.Version is not { } version || version >= s_forwards)
        {
            bool trusts = proxy.TrustsProxies || server.TrustsProxies;
            headers = headers.SetItem("x-forwarded-for", HeaderFate.Unknown())
                .SetItem("x-forwarded-proto", trusts ? HeaderFate.Unknown() : HeaderFate.Is(server.Listener.Tls ? "https" : "http"))
                .SetItem("x-forwarded-host", trusts ? HeaderFate.Unknown() : request.Header("host"));
        }

        // From 2.11 on Host is the upstream's where TLS is spoken to it.
        if (Tls != false) headers = (file.Version >= s_ownHost, HostPort) switch { (true, { } own) => headers.SetItem("host", HeaderFate.Is(own)), _ when file.Version is null || file.Version >= s_ownHost => headers.SetItem("host", HeaderFate.Unknown()), _ => headers };
        foreach (CaddyHeaderChange change in proxy.Headers)
        {
            // Of {>Upgrade}, which Caddy 2 does not know and sends as it is, a rule of its own speaks.
            bool old = change.Value.StartsWith("{>", StringComparison.Ordinal);
            headers = old ? headers.SetItem(change.Name, HeaderFate.Unknown(change.At)) : change.Of(headers, request, text => CaddyPlaceholders.Value(text, server, request, HostPort));
        }

        return headers;
    }

    private string? HostPort => _upstreams is [{ } only] && !only.Scheme.StartsWith("unix", StringComparison.Ordinal) ? only.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{only.Host}:{port}") : only.Host : null;
}
