using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Rows;
using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes.TriedFixes.Rows;

/// <summary>Fixes for nginx.</summary>
internal static class NginxTrials
{
    private const string Good = NginxRows.Good;
    private const string Upgrade = "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;";
    private const string Tls = "ssl_certificate @tls@/good.pem; ssl_certificate_key @tls@/good.key;";

    private static readonly Chain Plain = new("trial", "a trial") { Answers = null };
    private static readonly Chain Below = Plain with { Url = "ws://@listen@/ws/chat" };
    private static readonly Chain Secure = Plain with { Url = "wss://@listen@/ws", TrustOurCa = true };
    private static readonly Chain Streamlit = Plain with { Url = "ws://@listen@/_stcore/stream" };

    private static readonly (string, string) Listening = ("server {", "server { listen @listen@;");
    private static readonly (string, string) ToWs = ("127.0.0.1:8000", "@ws@");

    /// <summary>The trials.</summary>
    public static IEnumerable<FixTrial> All =>
    [
        // The upgrade's way.
        new(CauseNames.UpgradeHeaderStripped, "nginx")
        {
            Broken = NginxRows.Server("ws", "proxy_http_version 1.1;"), Mended = "@fix@", StandIns = [Listening, ToWs],
        },
        new(CauseNames.HeadersLostInLocation, "nginx")
        {
            Around = Below, Named = $"{CauseNames.HeadersLostInLocation}|{CauseNames.UpgradeHeaderStripped}",
            Broken = $"server {{ listen @listen@; {Good} location /ws/ {{ proxy_pass http://@ws@; proxy_set_header X-My-Own value; }} }}",
            Mended = "@fix@", StandIns = [("server {", $"server {{ listen @listen@; {Good}"), ToWs],
        },
        new(CauseNames.Http10Upstream, "nginx")
        {
            Broken = NginxRows.Server("websockets", Upgrade[(Upgrade.IndexOf(';') + 1)..]),
            Mended = NginxRows.Server("websockets", Upgrade[(Upgrade.IndexOf(';') + 1)..] + " @fix@"),
        },
        new(CauseNames.UpgradeHeaderForced, "nginx")
        {
            Around = Plain, Named = $"{CauseNames.UpgradeHeaderForced}|{CauseNames.UpgradeHeaderStripped}",
            Broken = NginxRows.Server("ws", "proxy_http_version 1.1; proxy_set_header Connection upgrade;"), Mended = "@fix@", StandIns = [Listening, ToWs],
        },
        new(CauseNames.HandshakeHeaderDropped, "nginx")
        {
            Broken = NginxRows.Server("ws", Good + " proxy_set_header Sec-WebSocket-Key \"\";"),
            Mended = $"server {{ listen @listen@; {Good} location / {{ proxy_pass http://@ws@;\n@fix@\n}} }}",
        },
        new(CauseNames.HandshakeCorrupted, "nginx")
        {
            Around = Below, Broken = NginxRows.Server("ws", Good + " proxy_hide_header Sec-WebSocket-Accept;"),
            Mended = $"server {{ listen @listen@; {Good}\n@fix@\n}}", StandIns = [ToWs],
        },
        new(CauseNames.SubprotocolDropped, "nginx")
        {
            Around = Plain with { With = o => o with { Subprotocols = ["chat.v1"] } },
            Broken = NginxRows.Server("ws", Good + " proxy_set_header Sec-WebSocket-Protocol \"\"; proxy_hide_header Sec-WebSocket-Protocol;"),
            Mended = $"server {{ listen @listen@; location / {{ proxy_pass http://@ws@; {Good}\n@fix@\n}} }}",
        },
        new(CauseNames.CompressionNegotiation, "nginx")
        {
            // The hop behind hides what the app agreed to, so that the app compresses for a client that does not know it.
            Named = $"{CauseNames.CompressionNegotiation}|{CauseNames.ProtocolViolation}",
            Around = Plain with { Nginx = NginxRows.Server("tornado-deflate", Good + " proxy_hide_header Sec-WebSocket-Extensions;", "@inner@"), With = o => o with { Send = "hello" } },
            Broken = NginxRows.Server("inner"), Mended = NginxRows.Server("inner", Good + " @fix@"),
        },

        // Paths.
        new(CauseNames.PathNotRouted, "nginx")
        {
            Around = Below, Broken = $"server {{ listen @listen@; location /ws/ {{ proxy_pass http://@ws@; {Good} }} location ~ ^/ws/ {{ proxy_pass http://@pages@; }} }}",
            Mended = "@fix@", StandIns = [("server {", "server { listen @listen@; location ~ ^/ws/ { proxy_pass http://@pages@; }"), ToWs],
        },
        new(CauseNames.PathRewritten, "nginx")
        {
            Around = Plain with { Origin = "@ws-path@" }, Named = $"{CauseNames.PathRewritten}|{CauseNames.PathNotRouted}",
            Broken = $"server {{ listen @listen@; {Good} location /ws {{ proxy_pass http://@ws-path@/; }} location / {{ proxy_pass http://@ws-path@; }} }}",
            Mended = $"server {{ listen @listen@; {Good}\n@fix@\n}}", StandIns = [("/ws/", "/ws"), ("127.0.0.1:8000", "@ws-path@")],
        },
        new(CauseNames.RedirectOnUpgrade, "nginx")
        {
            Broken = $"server {{ listen @listen@; {Good} location /ws/ {{ proxy_pass http://@ws@; }} location / {{ proxy_pass http://@pages@; }} }}",
            Mended = $"server {{ listen @listen@; {Good}\n@fix@\nlocation / {{ proxy_pass http://@pages@; }} }}", StandIns = [ToWs],
        },

        // Identity.
        new(CauseNames.HostHeaderMismatch, "nginx")
        {
            Around = Streamlit, Broken = NginxRows.Server("streamlit", Upgrade), Mended = NginxRows.Server("streamlit", Upgrade + " @fix@"),
        },
        new(CauseNames.PortMissingInOrigin, "nginx")
        {
            Around = Streamlit, Broken = NginxRows.Server("streamlit", Upgrade + " proxy_set_header Host $host;"),
            Mended = NginxRows.Server("streamlit", Upgrade + " @fix@"),
        },
        new(CauseNames.ForwardedProtoWrong, "nginx")
        {
            Around = Secure, Broken = NginxRows.Server("force-ssl", Upgrade + " proxy_set_header Host $http_host;", "@listen@ ssl", Tls),
            Mended = NginxRows.Server("force-ssl", Upgrade + " proxy_set_header Host $http_host; @fix@", "@listen@ ssl", Tls),
        },
        new(CauseNames.ForwardedProtoWrong, "nginx")
        {
            Number = 2, Around = Secure with { Nginx = NginxRows.Server("inner", Good, "@listen@ ssl", Tls) },
            Broken = NginxRows.Server("force-ssl", listen: "@inner@"), Mended = "@fix@",
            StandIns = [("server {", "server { listen @inner@;"), ("127.0.0.1:8000", "@force-ssl@")],
        },

        // Limits.
        new(CauseNames.IdleTimeoutProxy, "nginx")
        {
            Around = Plain with { With = o => o with { Idle = TimeSpan.FromSeconds(3) } },
            Broken = NginxRows.Server("ws", more: "proxy_read_timeout 1s;"), Mended = NginxRows.Server("ws", Good + " @fix@", more: "proxy_read_timeout 1s;"),
        },
        new(CauseNames.HeaderTooLarge, "nginx")
        {
            Around = Plain with { With = o => o with { Cookie = "session=" + new string('a', 10_000) } },
            Broken = NginxRows.Server("ws"),
            Mended = "@fix@", StandIns = [("server {", $"server {{ listen @listen@; location / {{ proxy_pass http://@ws@; {Good} }}")],
        },
        new(CauseNames.ConnectionLimit, "nginx")
        {
            Named = $"{CauseNames.ConnectionLimit}|{CauseNames.RateLimited}",
            Around = Below with { With = o => o with { Burst = 25 } },
            Broken = $"limit_conn_zone $binary_remote_addr zone=all:1m; server {{ listen @listen@; {Good} location /ws/ {{ limit_conn all 10; proxy_pass http://@ws@; }} }}",
            Mended = "@fix@", StandIns = [("server {", $"server {{ listen @listen@; {Good}"), ToWs],
        },
        new(CauseNames.RateLimited, "nginx")
        {
            Around = Below with { With = o => o with { Burst = 8 } },
            Broken = $"limit_req_zone $binary_remote_addr zone=all:1m rate=30r/m; server {{ listen @listen@; {Good} location /ws/ {{ limit_req zone=all burst=16 nodelay; limit_req_status 429; proxy_pass http://@ws@; }} }}",
            Mended = "@fix@", StandIns = [("server {", $"server {{ listen @listen@; {Good}"), ToWs],
        },

        // The backend and TLS.
        new(CauseNames.BackendDown, "nginx")
        {
            Broken = $"upstream app {{ server @dead@; }} server {{ listen @listen@; location / {{ proxy_pass http://app; {Good} }} }}",
            Mended = $"@fix@\nserver {{ listen @listen@; location / {{ proxy_pass http://app; {Good} }} }}",
            StandIns = [("127.0.0.1:8000", "@dead@"), ("127.0.0.1:8001", "@ws@")],
        },
        new(CauseNames.UpstreamAddressWrong, "nginx")
        {
            Around = Plain with { Origin = "@ws@" }, Broken = NginxRows.Server("dead"),
            Mended = $"server {{ listen @listen@; {Good}\n@fix@\n}}", StandIns = [ToWs],
        },
        new(CauseNames.CertInvalid, "nginx")
        {
            Around = Secure, Broken = NginxRows.Server("ws", listen: "@listen@ ssl", more: Tls.Replace("good", "expired", StringComparison.Ordinal)),
            Mended = $"server {{ listen @listen@ ssl;\n@fix@\nlocation / {{ proxy_pass http://@ws@; {Good} }} }}",
            StandIns = [("/etc/ssl/app.pem", "@tls@/good.pem"), ("/etc/ssl/app.key", "@tls@/good.key")],
        },
        new(CauseNames.SchemePortMismatch, "nginx")
        {
            Around = Plain with { Nginx = NginxRows.Server("ws", listen: "@inner@ ssl", more: Tls) }, Broken = NginxRows.Server("inner"),
            Mended = $"server {{ listen @listen@; {Good}\n@fix@\n}}", StandIns = [("127.0.0.1:8443", "@inner@")],
        },
        new(CauseNames.ProxyProtocolMismatch, "nginx")
        {
            Around = Plain with { HAProxy = HAProxyRows.Listen("inner", server: "send-proxy") }, Broken = NginxRows.Server("ws", listen: "@inner@"),
            Mended = "@fix@", StandIns = [("listen 80 ", "listen @inner@ "), ("server {", $"server {{ location / {{ proxy_pass http://@ws@; {Good} }}")],
        },
    ];
}
