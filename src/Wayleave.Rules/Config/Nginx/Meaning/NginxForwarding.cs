using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>What a location's directives make of a request that it passes on.</summary>
/// <param name="file">The file.</param>
/// <param name="maps">The variables that its blocks define.</param>
internal sealed class NginxForwarding(NginxFile file, NginxMaps maps)
{
    // 60 s between two reads: ngx_http_proxy_module's default.
    private static readonly TimeSpan s_readTimeout = TimeSpan.FromSeconds(60);
    private static readonly Version s_oldDefault = new(1, 0);
    private static readonly Version s_newDefault = new(1, 1);
    private static readonly Version s_http2 = new(2, 0);

    // Since then proxy_http_version is 1.1 unless told otherwise, and Connection is not sent.
    private static readonly Version s_since = new(1, 29, 7);

    private const string AnyHost = "any.invalid";

    private readonly NginxUpstreams _upstreams = new(file);

    /// <summary>Whether the nginx that reads the file speaks HTTP/1.1 to upstreams by itself; null if its version is not known.</summary>
    private bool? IsNew => file.Context.Versions.GetValueOrDefault("nginx") is { } version ? version >= s_since : null;

    /// <summary>The passage of a request.</summary>
    /// <param name="pass">The <c>proxy_pass</c>.</param>
    /// <param name="block">The location, or the <c>if</c> in it.</param>
    /// <param name="request">The request as it left the rewrite phase.</param>
    public Passage Pass(NginxDirective pass, NginxDirective block, NginxRequest request)
    {
        request = Named(request);
        var variables = new NginxVariables(maps, request);
        NginxTarget target = NginxTarget.Read(variables.Value(pass.Argument).Only, pass.Argument);
        bool grpc = pass.Name == "grpc_pass";
        return new Passage
        {
            At = pass.At,
            End = PassageEnd.Forwarded,
            Listener = Listener(request),
            Host = request.Handshake.Host,
            To = _upstreams.Of(target, Path(pass, block, target, request), pass.At) with { Rewritten = target.Uri is null ? request.RewrittenBy?.At : null },
            Version = grpc ? new Setting<Version>(s_http2, pass.At) : VersionOf(block),
            Headers = NginxHeaders.Of(block, variables, target, grpc ? "grpc_set_header" : "proxy_set_header", IsNew == true),
            Lost = NginxHeaders.Lost(block, grpc ? "grpc_set_header" : "proxy_set_header"),
            Hidden = Hidden(block),
            Method = NginxInheritance.Scalar(block, "proxy_method") is { } method ? variables.Value(method.Argument).Only is { } name ? new Setting<string>(name.ToUpperInvariant(), method.At) : null : new Setting<string>("GET", null),
            Idle = ReadTimeout(block, grpc ? "grpc_read_timeout" : "proxy_read_timeout"),
            MaxBody = Body(block),
            Buffers = Switch(block, "proxy_buffering", true),
        };
    }

    /// <summary>Where a request came in.</summary>
    public static Listener? Listener(NginxRequest request) => request.Listen is not { } listen
        ? null
        : new Listener(listen.Port, listen.Tls, listen.At)
        {
            Http2 = listen.Http2, ProxyProtocol = listen.ProxyProtocol, Names = request.ServerName is { } name ? [name] : [],
        };

    // Whatever the host is: what a header makes of it can be seen by a name that stands for any.
    private static NginxRequest Named(NginxRequest request) => request.Host is not null
        ? request
        : request with { Host = AnyHost, Handshake = request.Handshake with { Host = request.Listen?.Port is null or 80 or 443 || request.Listen.IsLoopback ? AnyHost : $"{AnyHost}:{request.Listen.Port}" } };

    // ngx_http_proxy_create_request. A URI part takes the place of the location's prefix; one with variables, that of the whole path.
    private static string? Path(NginxDirective pass, NginxDirective block, NginxTarget target, NginxRequest request)
    {
        if (target.Host is null) return null;
        if (target.Uri is null) return request.Uri;
        if (pass.Argument.Contains('$', StringComparison.Ordinal)) return target.Uri.Split('?')[0];
        if (request.Uri is null) return null;
        NginxDirective? location = block.Outwards().FirstOrDefault(level => level.Name == "location");
        if (request.Broken || location is null) return request.Uri;
        (string modifier, string pattern) = NginxLocations.Pattern(location);
        // nginx refuses a URI part in a location by expression or by name.
        return modifier is "" or "=" or "^~" && request.Uri.StartsWith(pattern, StringComparison.Ordinal) ? target.Uri + request.Uri[pattern.Length..] : null;
    }

    private Setting<Version>? VersionOf(NginxDirective block)
    {
        if (NginxInheritance.Scalar(block, "proxy_http_version") is { } set)
            return Version.TryParse(set.Argument.Contains('.', StringComparison.Ordinal) ? set.Argument : set.Argument + ".0", out Version? version) ? new Setting<Version>(version, set.At) : null;
        if (block.Outwards().Any(level => level.Block.Any(directive => directive.IsUnread)) || block.Outwards().All(level => level.Name != "server")) return IsNew == true ? new Setting<Version>(s_newDefault, null) : null;
        return new Setting<Version>(IsNew == true ? s_newDefault : s_oldDefault, null);
    }

    private static ImmutableDictionary<string, Span> Hidden(NginxDirective block)
    {
        ImmutableDictionary<string, Span> hidden = ImmutableDictionary<string, Span>.Empty;
        foreach (NginxDirective hide in NginxInheritance.Array(block, "proxy_hide_header")) hidden = hidden.SetItem(hide.Argument.ToLowerInvariant(), hide.At);
        return hidden;
    }

    private static Setting<TimeSpan>? ReadTimeout(NginxDirective block, string name)
    {
        if (NginxInheritance.Scalar(block, name) is { } set) return NginxUnits.Time(set.Argument) is { } time ? new Setting<TimeSpan>(time, set.At) : null;
        return block.Outwards().Any(level => level.Block.Any(directive => directive.IsUnread)) || block.Outwards().All(level => level.Name != "server") ? null : new Setting<TimeSpan>(s_readTimeout, null);
    }

    // 1m unless told otherwise, and 0 for no limit.
    private static Setting<long>? Body(NginxDirective block)
    {
        if (NginxInheritance.Scalar(block, "client_max_body_size") is { } set) return NginxUnits.Size(set.Argument) is { } size ? new Setting<long>(size == 0 ? long.MaxValue : size, set.At) : null;
        return NginxInheritance.MayBeHidden(block, "client_max_body_size") ? null : new Setting<long>(1 << 20, null);
    }

    private static Setting<bool>? Switch(NginxDirective block, string name, bool otherwise) => NginxInheritance.Scalar(block, name) is not { } set
        ? new Setting<bool>(otherwise, null)
        : set.Argument is "on" or "off" ? new Setting<bool>(set.Argument == "on", set.At) : null;
}
