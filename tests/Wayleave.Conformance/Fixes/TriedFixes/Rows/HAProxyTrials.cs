using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Rows;
using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes.TriedFixes.Rows;

/// <summary>Fixes for HAProxy.</summary>
internal static class HAProxyTrials
{
    private const string Front = "frontend public\n    bind @listen@\n    default_backend app\n";
    private const string FrontTls = "frontend public\n    bind @listen@ ssl crt @tls@/good.both\n    default_backend app\n";
    private const string Short = "defaults\n    mode http\n    timeout connect 2s\n    timeout client 30s\n    timeout server 30s\n    timeout tunnel 1s\n";

    private static readonly Chain Plain = new("trial", "a trial") { Answers = null };
    private static readonly Chain Secure = Plain with { Url = "wss://@listen@/ws", TrustOurCa = true };
    private static readonly Chain Streamlit = Plain with { Url = "ws://@listen@/_stcore/stream" };
    private static readonly (string, string) ToWs = ("127.0.0.1:8000", "@ws@");

    /// <summary>The trials.</summary>
    public static IEnumerable<FixTrial> All =>
    [
        new(CauseNames.UpgradeHeaderStripped, "haproxy")
        {
            Broken = Front + Back("ws", "http-request del-header Upgrade", "http-request del-header Connection"), Mended = Front + "@fix@", StandIns = [ToWs],
        },
        new(CauseNames.HandshakeCorrupted, "haproxy")
        {
            Broken = Front + Back("ws", "http-response set-status 200"), Mended = Front + "@fix@", StandIns = [ToWs],
        },
        new(CauseNames.HandshakeHeaderDropped, "haproxy")
        {
            Broken = Front + Back("ws", "http-request del-header Sec-WebSocket- -m beg"), Mended = Front + "@fix@", StandIns = [ToWs],
        },
        new(CauseNames.CompressionNegotiation, "haproxy")
        {
            Named = $"{CauseNames.CompressionNegotiation}|{CauseNames.ProtocolViolation}",
            Around = Plain with { Nginx = NginxRows.Server("tornado-deflate", NginxRows.Good + " proxy_hide_header Sec-WebSocket-Extensions;", "@inner@"), With = o => o with { Send = "hello" } },
            Broken = Front + Back("inner"), Mended = Front + "@fix@\n    server app1 @inner@\n",
        },
        new(CauseNames.HostHeaderMismatch, "haproxy")
        {
            Around = Streamlit, Broken = Front + Back("streamlit", "http-request set-header Host app.internal"), Mended = Front + "@fix@\n    server app1 @streamlit@\n",
        },
        new(CauseNames.ForwardedProtoWrong, "haproxy")
        {
            Around = Secure, Broken = FrontTls + Back("force-ssl"),
            Mended = "@fix@\n    bind @listen@ ssl crt @tls@/good.both\n    default_backend app\n" + Back("force-ssl"),
        },
        new(CauseNames.PathNotRouted, "haproxy")
        {
            Around = Plain with { Url = "ws://@listen@/ws/chat" }, Broken = Front + Back("pages"), Mended = "@fix@",
            StandIns = [("frontend public", "frontend public\n    bind @listen@"), ("127.0.0.1:8001", "@ws@"), ("127.0.0.1:8000", "@pages@")],
        },
        new(CauseNames.RedirectOnUpgrade, "haproxy")
        {
            Broken = Front.Replace("    default", "    http-request redirect scheme https code 301 if !{ ssl_fc }\n    default", StringComparison.Ordinal) + Back("ws"),
            Mended = "@fix@\n    bind @listen@\n    default_backend app\n" + Back("ws"),
        },
        new(CauseNames.IdleTimeoutProxy, "haproxy")
        {
            Around = Plain with { With = o => o with { Idle = TimeSpan.FromSeconds(3) } }, Broken = Short + Front + Back("ws"),
            Mended = Short + "@fix@\n" + Front + Back("ws"), StandIns = [("defaults", "defaults\n    mode http\n    timeout connect 2s")],
        },
        new(CauseNames.HeaderTooLarge, "haproxy")
        {
            Around = Plain with { With = o => o with { Cookie = "session=" + new string('a', 18_000) } },
            Broken = Front + Back("tornado-any"), Mended = "@fix@\n" + Front + Back("tornado-any"),
        },
        new(CauseNames.RateLimited, "haproxy")
        {
            Around = Plain with { With = o => o with { Burst = 30 } },
            Broken = Front.Replace("    default", "    stick-table type ipv6 size 100k expire 60s store http_req_rate(10s)\n    http-request track-sc0 src\n    http-request deny deny_status 429 if { sc_http_req_rate(0) gt 30 }\n    default", StringComparison.Ordinal) + Back("ws"),
            Mended = "@fix@\n    bind @listen@\n    default_backend app\n" + Back("ws"),
        },
        new(CauseNames.ConnectionLimit, "haproxy")
        {
            Around = Plain with { With = o => o with { Burst = 25 } },
            Broken = Front + "backend app\n    timeout queue 200ms\n    server app1 @ws@ maxconn 10\n", Mended = Front + "@fix@", StandIns = [ToWs],
        },
        new(CauseNames.UpstreamAddressWrong, "haproxy")
        {
            Around = Plain with { Origin = "@ws@" }, Broken = Front + Back("dead"), Mended = Front + "@fix@", StandIns = [ToWs],
        },
        new(CauseNames.CertInvalid, "haproxy")
        {
            Around = Secure, Broken = FrontTls.Replace("good", "self-signed", StringComparison.Ordinal) + Back("ws"),
            Mended = "@fix@\n    default_backend app\n" + Back("ws"), StandIns = [("bind :443", "bind @listen@"), ("/etc/ssl/app.pem", "@tls@/good.both")],
        },
        new(CauseNames.SchemePortMismatch, "haproxy")
        {
            Around = Plain with { Nginx = NginxRows.Server("ws", listen: "@inner@ ssl", more: "ssl_certificate @tls@/good.pem; ssl_certificate_key @tls@/good.key;") },
            Broken = Front + Back("inner"), Mended = Front + "@fix@", StandIns = [("127.0.0.1:8443", "@inner@"), ("/etc/ssl/certs/ca-certificates.crt", "@tls@/ca.pem")],
        },
        new(CauseNames.AlpnH2OnlyBackend, "haproxy")
        {
            Around = Plain with
            {
                Nginx = NginxRows.Server("ws", listen: "@inner@ ssl http2", more: "ssl_certificate @tls@/good.pem; ssl_certificate_key @tls@/good.key;"),
                Origin = "https://@inner@", TrustOurCa = true,
            },
            Broken = Front + "backend app\n    server app1 @inner@ ssl verify none alpn h2 ws h2\n", Mended = Front + "@fix@", StandIns = [("127.0.0.1:8443", "@inner@")],
        },
        new(CauseNames.ProxyProtocolMismatch, "haproxy")
        {
            // A balancer in front sends the header, and nginx behind expects one.
            Around = Plain with
            {
                HAProxy = "listen balancer\n    bind @listen@\n    server hop @inner@ send-proxy\n", Nginx = NginxRows.Server("ws", listen: "@inner2@ proxy_protocol"),
            },
            Broken = "frontend public\n    bind @inner@\n    default_backend app\nbackend app\n    server app1 @inner2@\n",
            Mended = "@fix@", StandIns = [("bind :8080", "bind @inner@"), ("127.0.0.1:8000", "@inner2@")],
        },
    ];

    private static string Back(string app, params string[] lines) =>
        $"backend app\n{string.Concat(lines.Select(l => $"    {l}\n"))}    server app1 @{app}@\n";
}
