using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>Every proxy in front of <c>wayleave echo</c>, which tells the doctor what arrived: more is asked of these chains than of any other.</summary>
internal static class EchoRows
{
    private const string Pipe =
        """
        vcl 4.1;
        backend default { .host = "127.0.0.1"; .port = "@echo-port@"; }
        sub vcl_recv { if (req.http.Upgrade ~ "(?i)websocket") { return (pipe); } }
        sub vcl_pipe { if (req.http.Upgrade) { set bereq.http.Upgrade = req.http.Upgrade; set bereq.http.Connection = req.http.Connection; } }
        """;

    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        new("echo", "wayleave echo, nothing in front") { Url = "ws://@echo@/ws", Answers = "101" },
        new("nginx-echo", "nginx → wayleave echo") { Nginx = NginxRows.Server("echo"), Answers = "101" },
        new("haproxy-echo", "HAProxy → wayleave echo") { HAProxy = HAProxyRows.Listen("echo"), Answers = "101" },
        new("haproxy-http2-echo", "HAProxy with TLS and HTTP/2 (RFC 8441) → wayleave echo")
        {
            HAProxy = HAProxyRows.Listen("echo", bind: "@listen@ ssl crt @tls@/good.both alpn h2,http/1.1"), Url = "wss://@listen@/ws", TrustOurCa = true, Answers = "101",
        },
        new("caddy-echo", "Caddy → wayleave echo") { Caddy = CaddyRows.Site("reverse_proxy @echo@"), Answers = "101" },
        new("apache-echo", "Apache, upgrade=websocket, Host kept → wayleave echo")
        {
            Apache = "Listen @listen@\n<VirtualHost @listen@>\nProxyPreserveHost On\nProxyPass / http://@echo@/ upgrade=websocket\n</VirtualHost>", Answers = "101",
        },
        new("varnish-echo", "Varnish, piped → wayleave echo") { Varnish = Pipe, Answers = "101" },
        new("nginx-nginx-echo", "nginx with TLS → nginx → wayleave echo")
        {
            Nginx = NginxRows.Server("inner", listen: "@listen@ ssl", more: "ssl_certificate @tls@/good.pem; ssl_certificate_key @tls@/good.key;")
                + NginxRows.Server("echo", NginxRows.Good.Replace("$scheme", "$http_x_forwarded_proto", StringComparison.Ordinal), "@inner@"),
            Url = "wss://@listen@/ws", TrustOurCa = true, Answers = "101",
        },
        new("nginx-stripped-echo", "nginx without the upgrade headers → wayleave echo")
        {
            Nginx = NginxRows.Server("echo", "proxy_http_version 1.1; proxy_set_header Host $http_host;"),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        new("nginx-http10-echo", "nginx, HTTP/1.0 to wayleave echo")
        {
            Nginx = NginxRows.Server("echo", "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_set_header Host $http_host;"),
            Answers = null, Verdict = Verdict.Broken, Cause = CauseNames.Http10Upstream, Hop = "nginx",
        },
        new("nginx-key-dropped-echo", "nginx drops Sec-WebSocket-Key → wayleave echo")
        {
            Nginx = NginxRows.Server("echo", NginxRows.Good + " proxy_set_header Sec-WebSocket-Key \"\";"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.HandshakeHeaderDropped, Hop = "nginx",
        },
    ];
}
