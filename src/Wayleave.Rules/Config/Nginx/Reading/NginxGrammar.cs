using System.Collections.Frozen;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>How many words nginx wants behind the directives that people write most, and where it takes them. What is not listed is never refused.</summary>
/// <remarks>From the <c>ngx_command_t</c> tables of nginx's modules, which have not grown narrower since 1.9. Each row was tried with the real nginx.</remarks>
internal sealed record NginxGrammar(int Fewest, int Most, bool HasBlock, bool Once, string Levels)
{
    private const string Everywhere = "HSL";

    // H http, S server, L location, I "if" in a location, J "if" in a server, X limit_except, U upstream, M outermost, E events;
    // + any more words, { a block, ! only once in a block. Without levels: nobody asks where it stands.
    private static readonly (string Shape, string Levels, string Names)[] s_rows =
    [
        ("0{", "M", "http events"),
        ("0{", "H", "server"),
        ("1{", "H", "upstream"),
        ("2{", "H", "map split_clients"),
        ("1-2{", "H", "geo"),
        ("1-2{", "SL", "location"),
        ("1+{", "SL", "if"),
        ("1+{", "L", "limit_except"),
        ("0{", Everywhere, "types"),
        ("1!", "M", "worker_processes worker_shutdown_timeout pid worker_rlimit_nofile"),
        ("1!", "E", "worker_connections multi_accept"),
        ("1+", "S", "listen server_name"),
        ("1-2", "SLIJ", "return"),
        ("2-3", "SLIJ", "rewrite"),
        ("2", "SLIJ", "set"),
        ("0", "SLIJ", "break"),
        ("2+", "SL", "try_files"),
        ("0", "L", "internal"),
        ("1!", "L", "alias"),
        ("1!", "HSLI", "root sendfile gzip"),
        ("1!", "LIX", "proxy_pass"),
        ("1", "LI", "grpc_pass fastcgi_pass uwsgi_pass scgi_pass"),
        ("2", Everywhere, "proxy_set_header grpc_set_header"),
        ("1!", Everywhere, "proxy_http_version proxy_read_timeout proxy_send_timeout proxy_connect_timeout proxy_buffering proxy_request_buffering proxy_buffer_size proxy_cache proxy_pass_request_headers proxy_pass_request_body proxy_ssl_verify proxy_ssl_server_name proxy_ssl_name proxy_intercept_errors proxy_socket_keepalive"),
        ("2!", Everywhere, "proxy_buffers"),
        ("1", Everywhere, "proxy_hide_header proxy_pass_header"),
        ("1+", Everywhere, "proxy_cache_bypass proxy_no_cache proxy_next_upstream proxy_ignore_headers"),
        ("1-2", Everywhere, "proxy_redirect"),
        ("2-3", "HSLI", "add_header"),
        ("1!", Everywhere, "client_max_body_size client_body_timeout send_timeout tcp_nodelay tcp_nopush auth_request resolver_timeout"),
        ("2", Everywhere, "auth_request_set"),
        ("1", "HSLX", "allow deny"),
        ("1-2", "HSLU", "keepalive_timeout"),
        ("1", "HS", "ssl_certificate ssl_certificate_key"),
        ("1!", "HS", "client_header_buffer_size client_header_timeout underscores_in_headers ssl_session_timeout ssl_prefer_server_ciphers"),
        ("2!", "HS", "large_client_header_buffers"),
        ("0", "U", "ip_hash least_conn"),
        ("1-2", "U", "keepalive"),
    ];

    private static readonly FrozenDictionary<string, NginxGrammar> s_all = s_rows
        .SelectMany(row => row.Names.Split(' ').Select(name => (name, Grammar: Parse(row.Shape, row.Levels)))).ToFrozenDictionary(row => row.name, row => row.Grammar);

    /// <summary>The demands on a directive; null if none are listed.</summary>
    public static NginxGrammar? Of(string name) => s_all.GetValueOrDefault(name);

    /// <summary>Whether so many words behind the name are right.</summary>
    public bool Takes(int count) => count >= Fewest && count <= Most;

    /// <summary>How many words are right, to be read in a sentence.</summary>
    public string Wants => (Fewest, Most) switch
    {
        (0, 0) => "no argument",
        (1, 1) => "1 argument",
        _ when Fewest == Most => $"{Fewest} arguments",
        (_, int.MaxValue) => $"{Fewest} or more arguments",
        _ => $"{Fewest} to {Most} arguments",
    };

    private static NginxGrammar Parse(string shape, string levels)
    {
        string digits = shape.TrimEnd('{', '!', '+');
        int fewest = digits[0] - '0';
        return new NginxGrammar(fewest, shape.Contains('+', StringComparison.Ordinal) ? int.MaxValue : digits[^1] - '0', shape.EndsWith('{'), shape.EndsWith('!'), levels);
    }
}
