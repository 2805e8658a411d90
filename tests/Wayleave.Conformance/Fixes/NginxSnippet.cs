using System.Text.RegularExpressions;

namespace Wayleave.Conformance.Fixes;

/// <summary>Checks nginx snippets: each statement is put into the outermost block that takes it.</summary>
internal sealed partial class NginxSnippet : SnippetChecker
{
    private static readonly HashSet<string> OfMain = ["events", "worker_processes", "worker_rlimit_nofile", "worker_shutdown_timeout"];

    private static readonly HashSet<string> OfHttp =
        ["map", "upstream", "server", "limit_conn_zone", "limit_req_zone", "geo", "log_format"];

    private static readonly HashSet<string> OfServer =
    [
        "listen", "server_name", "location", "http2", "large_client_header_buffers", "client_header_buffer_size",
        "ssl_certificate", "ssl_certificate_key", "ssl_protocols", "set_real_ip_from", "real_ip_header",
    ];

    protected override string Program => "nginx";

    protected override string[] VersionArguments => ["-v"];

    protected override string[] Arrange(string snippet, SnippetFolder folder)
    {
        ILookup<string, string> levels = Statements.ByBraces(snippet).ToLookup(Level);
        string events = levels["main"].Any(s => Statements.Name(s) == "events") ? "" : "events { }";
        string config = $$"""
            pid {{folder.At("nginx.pid")}};
            error_log stderr;
            {{string.Join('\n', levels["main"])}}
            {{events}}
            http {
                access_log off;
                client_body_temp_path {{folder.At("body")}};
                proxy_temp_path {{folder.At("proxy")}};
                fastcgi_temp_path {{folder.At("fastcgi")}};
                uwsgi_temp_path {{folder.At("uwsgi")}};
                scgi_temp_path {{folder.At("scgi")}};
                {{string.Join('\n', levels["http"])}}
                server {
                    listen 127.0.0.1:18080;
                    {{string.Join('\n', levels["server"])}}
                    location /around-the-snippet/ {
                        {{string.Join('\n', levels["location"])}}
                    }
                }
            }
            """;

        // The check opens the ports, and low ones are the administrator's.
        config = LowPort().Replace(config, "listen 127.0.0.1:18${port}");
        return ["-t", "-q", "-p", folder.Path, "-c", folder.Write("nginx.conf", config)];
    }

    private static string Level(string statement) => Statements.Name(statement) switch
    {
        var name when OfMain.Contains(name) => "main",
        var name when OfHttp.Contains(name) => "http",
        var name when OfServer.Contains(name) => "server",
        _ => "location",
    };

    [GeneratedRegex(@"listen (?<port>80|443)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LowPort();
}
