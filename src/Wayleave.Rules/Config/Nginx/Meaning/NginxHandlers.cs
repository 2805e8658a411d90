namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>What makes the answer in a location: the directive that passes the request on, or a module that answers it.</summary>
internal static class NginxHandlers
{
    private static readonly string[] s_modules = ["content_by_lua", "js_content", "perl", "echo", "nchan_", "push_stream_", "passenger_enabled", "stub_status", "empty_gif", "hls", "mp4", "flv", "dav_methods", "api", "rtmp_", "proxy_wasm"];

    /// <summary>The directive; null if it is files. An <c>if</c> that has none of its own takes the location's.</summary>
    /// <param name="block">The location, or the <c>if</c> in it.</param>
    public static NginxDirective? Of(NginxDirective block) =>
        block.Outwards().TakeWhile(level => level.Name is "if" or "location").TakeUntilLocation()
            .Select(level => level.Block.LastOrDefault(IsHandler)).FirstOrDefault(found => found is not null);

    /// <summary>Whether a directive makes the answer.</summary>
    public static bool IsHandler(NginxDirective directive) =>
        directive.Name.EndsWith("_pass", StringComparison.Ordinal) || Array.Exists(s_modules, module => directive.Name.StartsWith(module, StringComparison.Ordinal));

    /// <summary>The protocol by which a directive passes requests on, where that carries no WebSocket; null if it may.</summary>
    public static string? Protocol(NginxDirective handler) => handler.Name switch
    {
        "fastcgi_pass" => "FastCGI",
        "uwsgi_pass" => "the uwsgi protocol",
        "scgi_pass" => "SCGI",
        "memcached_pass" => "memcached",
        _ => null,
    };

    private static IEnumerable<NginxDirective> TakeUntilLocation(this IEnumerable<NginxDirective> levels)
    {
        foreach (NginxDirective level in levels)
        {
            yield return level;
            if (level.Name == "location") yield break;
        }
    }
}
