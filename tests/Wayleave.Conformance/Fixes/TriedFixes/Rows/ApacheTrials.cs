using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Rows;
using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes.TriedFixes.Rows;

/// <summary>Fixes for Apache httpd; what its a2enmod lines switch on is loaded from the start.</summary>
internal static class ApacheTrials
{
    private const string Tls = "SSLEngine on\nSSLCertificateFile @tls@/good.pem\nSSLCertificateKeyFile @tls@/good.key\n";

    private static readonly Chain Plain = new("trial", "a trial") { Answers = null };
    private static readonly Chain Below = Plain with { Url = "ws://@listen@/ws/chat" };
    private static readonly Chain Secure = Plain with { Url = "wss://@listen@/ws", TrustOurCa = true };
    private static readonly Chain Streamlit = Plain with { Url = "ws://@listen@/_stcore/stream" };
    private static readonly (string, string) ToWs = ("127.0.0.1:8000", "@ws@");

    /// <summary>The trials.</summary>
    public static IEnumerable<FixTrial> All =>
    [
        new(CauseNames.UpgradeHeaderStripped, "apache")
        {
            Broken = Host("ProxyPass / http://@ws@/"), Mended = Host("@fix@"), StandIns = [ToWs],
        },
        new(CauseNames.UpgradeHeaderStripped, "apache")
        {
            Number = 2, Broken = Host("ProxyPass / http://@ws@/"), Mended = Host("@fix@"), StandIns = [ToWs],
        },
        new(CauseNames.HostHeaderMismatch, "apache")
        {
            Around = Streamlit, Broken = Host("ProxyPass / http://@streamlit@/ upgrade=websocket"), Mended = Host("@fix@\nProxyPass / http://@streamlit@/ upgrade=websocket"),
        },
        new(CauseNames.CompressionNegotiation, "apache")
        {
            Named = $"{CauseNames.CompressionNegotiation}|{CauseNames.ProtocolViolation}",
            Around = Plain with { Nginx = NginxRows.Server("tornado-deflate", NginxRows.Good + " proxy_hide_header Sec-WebSocket-Extensions;", "@inner@"), With = o => o with { Send = "hello" } },
            Broken = Host("ProxyPass / http://@inner@/ upgrade=websocket"), Mended = Host("@fix@\nProxyPass / http://@inner@/ upgrade=websocket"),
        },
        new(CauseNames.ForwardedProtoWrong, "apache")
        {
            Around = Secure, Broken = Host(Tls + "ProxyPreserveHost On\nProxyPass / http://@force-ssl@/ upgrade=websocket"),
            Mended = Host(Tls + "ProxyPreserveHost On\n@fix@\nProxyPass / http://@force-ssl@/ upgrade=websocket"),
        },
        new(CauseNames.PathNotRouted, "apache")
        {
            Around = Below, Named = $"{CauseNames.PathNotRouted}|{CauseNames.UpgradeHeaderStripped}",
            Broken = Host("ProxyPass / http://@pages@/\nProxyPass /ws/ http://@ws@/ws/ upgrade=websocket"), Mended = Host("@fix@"),
            StandIns = [("127.0.0.1:8001", "@ws@"), ("127.0.0.1:8000", "@pages@")],
        },
        new(CauseNames.PathRewritten, "apache")
        {
            Named = $"{CauseNames.PathRewritten}|{CauseNames.PathNotRouted}",
            Around = Below with { Url = "ws://@listen@/ws", Origin = "@ws-path@" }, Broken = Host("ProxyPass /ws http://@ws-path@/ upgrade=websocket\nProxyPass / http://@ws-path@/"),
            Mended = Host("@fix@\nProxyPass / http://@ws-path@/"), StandIns = [("/ws/", "/ws"), ("127.0.0.1:8000", "@ws-path@")],
        },
        new(CauseNames.RedirectOnUpgrade, "apache")
        {
            Broken = Host("RewriteEngine On\nRewriteCond %{HTTPS} off\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]\nProxyPass / http://@ws@/ upgrade=websocket"),
            Mended = Host("@fix@\nProxyPass / http://@ws@/ upgrade=websocket"),
        },
        new(CauseNames.IdleTimeoutProxy, "apache")
        {
            Around = Plain with { With = o => o with { Idle = TimeSpan.FromSeconds(4) } },
            Broken = "Timeout 2\n" + Host("ProxyPass / http://@ws@/ upgrade=websocket"), Mended = "Timeout 2\n" + Host("@fix@\nProxyPass / http://@ws@/ upgrade=websocket"),
        },
        new(CauseNames.HeaderTooLarge, "apache")
        {
            Around = Plain with { With = o => o with { Cookie = "session=" + new string('a', 9000) } },
            Broken = Host("ProxyPass / http://@ws@/ upgrade=websocket"), Mended = Host("@fix@\nProxyPass / http://@ws@/ upgrade=websocket"),
        },
        new(CauseNames.BackendDown, "apache")
        {
            Broken = Host("ProxyPass / http://@dead@/ upgrade=websocket"), Mended = Host("@fix@"), StandIns = [ToWs],
        },
        new(CauseNames.UpstreamAddressWrong, "apache")
        {
            Around = Plain with { Origin = "@ws@" }, Broken = Host("ProxyPass / http://@dead@/ upgrade=websocket"), Mended = Host("@fix@"), StandIns = [ToWs],
        },
        new(CauseNames.CertInvalid, "apache")
        {
            Around = Secure, Broken = Host(Tls.Replace("good", "wrong-name", StringComparison.Ordinal) + "ProxyPass / http://@ws@/ upgrade=websocket"),
            Mended = Host("@fix@\nProxyPass / http://@ws@/ upgrade=websocket"), StandIns = [("/etc/ssl/app.pem", "@tls@/good.pem"), ("/etc/ssl/app.key", "@tls@/good.key")],
        },
        new(CauseNames.SchemePortMismatch, "apache")
        {
            Around = Plain with { Nginx = NginxRows.Server("ws", listen: "@inner@ ssl", more: "ssl_certificate @tls@/good.pem; ssl_certificate_key @tls@/good.key;") },
            Broken = Host("ProxyPass / http://@inner@/ upgrade=websocket"), Mended = Host("@fix@"), StandIns = [("127.0.0.1:8443", "@inner@")],
        },
    ];

    private static string Host(string directives) => $"Listen @listen@\n<VirtualHost @listen@>\n{directives}\n</VirtualHost>";
}
