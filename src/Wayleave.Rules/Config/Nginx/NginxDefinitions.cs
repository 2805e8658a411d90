using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Nginx;

/// <summary>Which variables there are: nginx's own, and those that a file defines.</summary>
internal static partial class NginxDefinitions
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    private const RegexOptions Safe = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    [GeneratedRegex(@"\$\{(?<name>\w+)\}|\$(?<name>[A-Za-z_]\w*)", Safe, PatternLimit.Milliseconds)]
    private static partial Regex ReferencePattern { get; }

    [GeneratedRegex(@"\(\?P?[<'](?<name>[A-Za-z_]\w*)[>']", Safe, PatternLimit.Milliseconds)]
    private static partial Regex CapturePattern { get; }

    // The families whose last part is anything.
    private static readonly string[] s_families = ["arg_", "http_", "cookie_", "sent_http_", "sent_trailer_", "upstream_http_", "upstream_cookie_", "upstream_trailer_", "jwt_claim_", "jwt_header_", "proxy_protocol_tlv_", "ssl_client_", "geoip_", "geoip2_", "connections_", "tcpinfo_", "otel_", "opentracing_", "opentelemetry_", "vts_", "nchan_", "echo_", "spdy", "acme_", "session_log_", "http2_", "lua_", "stat_", "rds_", "passenger_", "pagespeed_", "modsecurity_", "waf_", "brotli_", "zstd_", "upstream_cache_", "grpc_internal_", "proxy_internal_", "rtmp_"];

    private static readonly FrozenSet<string> s_own = (
        "ancient_browser args binary_remote_addr body_bytes_sent bytes_received bytes_sent connection connection_requests connection_time content_length content_type " +
        "date_gmt date_local document_root document_uri fastcgi_path_info fastcgi_script_name gzip_ratio host hostname http2 http3 https invalid_referer is_args is_request_port " +
        "limit_conn_status limit_rate limit_req_status memcached_key modern_browser msec msie nginx_version pid pipe protocol proxy_add_x_forwarded_for proxy_host proxy_port " +
        "proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port query_string quic quic_connection realip_remote_addr realip_remote_port " +
        "realpath_root remote_addr remote_port remote_user request request_body request_body_file request_completion request_filename request_id request_length request_method " +
        "request_port request_time request_uri scheme secure_link secure_link_expires server_addr server_name server_port server_protocol session_time slice_range ssl_alpn_protocol " +
        "ssl_cipher ssl_ciphers ssl_curve ssl_curves ssl_early_data ssl_ech_status ssl_ech_outer_server_name ssl_preread_alpn_protocols ssl_preread_protocol " +
        "ssl_preread_server_name ssl_protocol ssl_server_name ssl_session_id ssl_session_reused ssl_sigalg status time_iso8601 time_local uid_got uid_reset uid_set " +
        "upstream_addr upstream_bytes_received upstream_bytes_sent upstream_connect_time upstream_first_byte_time upstream_header_time upstream_last_server_name " +
        "upstream_queue_time upstream_response_length upstream_response_time upstream_session_time upstream_status uri").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> s_using = (
        "proxy_pass proxy_set_header proxy_set_body proxy_redirect proxy_cache_key proxy_cache_bypass proxy_no_cache proxy_ssl_name proxy_method proxy_bind add_header add_trailer " +
        "return rewrite if root alias try_files grpc_pass grpc_set_header fastcgi_pass fastcgi_param uwsgi_pass uwsgi_param auth_basic error_page expires sub_filter log_format").Split(' ').ToFrozenSet();

    /// <summary>The names of the variables that a text uses, in lower case as nginx takes them, without what a regular expression captured by number.</summary>
    public static IEnumerable<string> In(string text) =>
        text.Contains('$', StringComparison.Ordinal)
            ? ReferencePattern.Matches(text).Select(match => match.Groups["name"].Value.ToLowerInvariant()).Where(name => !char.IsAsciiDigit(name[0]))
            : [];

    /// <summary>A text with a value in place of a variable.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The variable, in lower case.</param>
    /// <param name="value">The value.</param>
    public static string Replace(string text, string name, string value) =>
        ReferencePattern.Replace(text, match => match.Groups["name"].ValueSpan.Equals(name, StringComparison.OrdinalIgnoreCase) ? value : match.Value);

    /// <summary>Whether nginx or a module in common use defines a variable.</summary>
    /// <param name="name">In lower case.</param>
    /// <seealso href="https://nginx.org/en/docs/varindex.html">Alphabetical index of variables</seealso>
    public static bool IsOwn(string name) => s_own.Contains(name) || Array.Exists(s_families, family => name.StartsWith(family, StringComparison.Ordinal));

    /// <summary>The variables that a file may define, in lower case: by <c>map</c> and its like, by <c>set</c> and everything that sets, by named groups of regular expressions.</summary>
    public static ImmutableHashSet<string> Defined(NginxFile file)
    {
        ImmutableHashSet<string>.Builder names = ImmutableHashSet.CreateBuilder<string>();
        foreach (NginxDirective directive in file.All)
        {
            foreach (NginxWord word in directive.Words.AsSpan()[1..])
            {
                if (word.Text.Contains("(?", StringComparison.Ordinal)) names.UnionWith(CapturePattern.Matches(word.Text).Select(match => match.Groups["name"].Value.ToLowerInvariant()));
                if (Sets(directive) && word.Text.StartsWith('$')) names.UnionWith(In(word.Text).Take(1));
            }

            // The rows of a geoip2 begin with the variable that they define; a map's key may capture by name.
            foreach (NginxDirective row in directive.Block.Where(row => row.Name.StartsWith('$') || row.Name.Contains("(?", StringComparison.Ordinal)))
            {
                names.UnionWith(CapturePattern.Matches(row.Name).Select(match => match.Groups["name"].Value.ToLowerInvariant()));
                if (row.Name.StartsWith('$')) names.UnionWith(In(row.Name));
            }
        }

        return names.ToImmutable();
    }

    /// <summary>Whether a directive only uses the variables in it: what modules of others do with theirs nobody here can know.</summary>
    public static bool Uses(NginxDirective directive) => s_using.Contains(directive.Name);

    private static bool Sets(NginxDirective directive) => directive.Name switch
    {
        "map" or "geo" or "split_clients" => true,
        // Neither takes variables: what stands there is a template's.
        "server_name" or "listen" => false,
        _ => !Uses(directive),
    };
}
