using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>TLS, HTTP/2, IPv6, and what the app is told of the scheme.</summary>
internal static class TlsRows
{
    private const string Wss = "wss://@listen@/ws";
    private const string NoProto =
        "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_set_header Host $http_host;";

    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        new("nginx-tls-ws", "nginx with TLS → npm ws") { Nginx = Tls("ws"), Url = Wss, TrustOurCa = true, Answers = "101" },
        new("nginx-http2-uvicorn", "nginx with TLS and HTTP/2 → uvicorn/FastAPI")
        {
            Nginx = Tls("uvicorn", listen: "@listen@ ssl http2"), Url = Wss, TrustOurCa = true, Answers = "101",
        },
        new("haproxy-tls-ws", "HAProxy with TLS → npm ws")
        {
            HAProxy = HAProxyRows.Listen("ws", bind: "@listen@ ssl crt @tls@/good.both"), Url = Wss, TrustOurCa = true, Answers = "101",
        },
        new("haproxy-http2-ws", "HAProxy with TLS and HTTP/2 (RFC 8441) → npm ws")
        {
            HAProxy = HAProxyRows.Listen("ws", bind: "@listen@ ssl crt @tls@/good.both alpn h2,http/1.1"), Url = Wss, TrustOurCa = true, Answers = "101",
        },
        new("haproxy-http2-streamlit", "HAProxy with TLS and HTTP/2 (RFC 8441) → Tornado (Streamlit)")
        {
            HAProxy = HAProxyRows.Listen("streamlit", bind: "@listen@ ssl crt @tls@/good.both alpn h2,http/1.1"),
            Url = "wss://@listen@/_stcore/stream", TrustOurCa = true, Answers = "101",
        },
        new("caddy-tls-ws", "Caddy with TLS and HTTP/2 → npm ws")
        {
            Caddy = "https://127.0.0.1:@port@ {\nbind 127.0.0.1\ntls @tls@/good.pem @tls@/good.key\nreverse_proxy @ws@\n}\n# @listen@\n",
            Url = Wss, TrustOurCa = true, Answers = "101",
        },
        new("apache-tls-uvicorn", "Apache with TLS → uvicorn/FastAPI")
        {
            Apache = "Listen @listen@\n<VirtualHost @listen@>\nSSLEngine on\nSSLCertificateFile @tls@/good.pem\nSSLCertificateKeyFile @tls@/good.key\nProxyPass / http://@uvicorn@/ upgrade=websocket\n</VirtualHost>",
            Url = Wss, TrustOurCa = true, Answers = "101",
        },
        new("nginx-ipv6", "nginx at [::1] → npm ws")
        {
            Nginx = NginxRows.Server("ws", listen: "[::1]:@port@", more: "listen @listen@;"), Url = "ws://[::1]:@port@/ws", Answers = "101",
        },
        new("nginx-tls-insecure", "nginx with a self-signed certificate, asked with --insecure")
        {
            Nginx = Tls("ws", certificate: "self-signed"), Url = Wss, With = o => o with { Insecure = true }, Answers = "101",
        },
        new("nginx-tls-unknown-issuer", "nginx with a certificate of an authority that is not trusted")
        {
            Nginx = Tls("ws"), Url = Wss, Answers = "101", Verdict = Verdict.Broken, Cause = CauseNames.CertInvalid,
        },
        .. Certificate("self-signed", "a self-signed certificate"),
        .. Certificate("expired", "an expired certificate"),
        .. Certificate("wrong-name", "a certificate for another name"),
        new("nginx-plain-request-to-tls", "ws:// to nginx's TLS port")
        {
            Nginx = Tls("ws"), Url = "ws://@listen@/ws", Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.SchemePortMismatch,
        },
        new("haproxy-plain-request-to-tls", "ws:// to HAProxy's TLS port")
        {
            HAProxy = HAProxyRows.Listen("ws", bind: "@listen@ ssl crt @tls@/good.both"), Url = "ws://@listen@/ws",
            Answers = "closed", Verdict = Verdict.Broken, Cause = CauseNames.SchemePortMismatch,
        },
        new("nginx-tls-request-to-plain", "wss:// to nginx's plain port")
        {
            Nginx = NginxRows.Server("ws"), Url = Wss, Answers = "not TLS", Verdict = Verdict.Broken, Cause = CauseNames.SchemePortMismatch,
        },
        new("uvicorn-tls-request-to-plain", "wss:// straight to uvicorn's plain port")
        {
            Url = "wss://@uvicorn@/ws", Answers = "not TLS", Verdict = Verdict.Broken, Cause = CauseNames.SchemePortMismatch,
        },

        // Who says that it was https.
        new("nginx-force-ssl", "nginx with TLS says https → an app that forces https") { Nginx = Tls("force-ssl"), Url = Wss, TrustOurCa = true, Answers = "101" },
        new("nginx-proto-missing", "nginx with TLS does not say https → an app that forces https")
        {
            Nginx = Tls("force-ssl", NoProto), Url = Wss, TrustOurCa = true,
            Answers = "301", Verdict = Verdict.Broken, Cause = CauseNames.ForwardedProtoWrong, Hop = "nginx|app",
        },
        new("nginx-proto-overwritten", "nginx with TLS → nginx that overwrites it with $scheme → an app that forces https")
        {
            Nginx = Tls("inner") + NginxRows.Server("force-ssl", listen: "@inner@"), Url = Wss, TrustOurCa = true,
            Answers = "301", Verdict = Verdict.Broken, Cause = CauseNames.ForwardedProtoWrong, Hop = "nginx|app",
        },
        new("nginx-proto-doubled", "nginx with TLS → nginx that appends its own → an app that forces https")
        {
            Nginx = Tls("inner") + NginxRows.Server("force-ssl", NoProto + " proxy_set_header X-Forwarded-Proto \"$http_x_forwarded_proto, $scheme\";", "@inner@"),
            Url = Wss, TrustOurCa = true, Answers = "301", Verdict = Verdict.Broken,
            Cause = $"{CauseNames.ForwardedProtoWrong}|{CauseNames.ForwardedHeaderDuplicated}", Hop = "nginx|app",
        },
        new("nginx-proto-missing-origin", "nginx with TLS does not say https → an app that forces https, with --origin")
        {
            Nginx = Tls("force-ssl", NoProto), Url = Wss, TrustOurCa = true, Origin = "@force-ssl@",
            Answers = "301", Verdict = Verdict.Broken, Cause = CauseNames.ForwardedProtoWrong, Hop = "nginx|app",
        },
        new("nginx-proto-missing-check", "nginx with TLS does not say https → an app that compares Origin with what it was told")
        {
            Nginx = Tls("own-origin", NoProto), Url = Wss, TrustOurCa = true,
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.ForwardedProtoWrong, Hop = "nginx|app",
        },
        new("nginx-channels-ssl", "nginx with TLS says https → Django with SECURE_SSL_REDIRECT and its header right")
        {
            Nginx = Tls("channels-ssl"), Url = "wss://@listen@/ws/chat/lobby/", TrustOurCa = true, Answers = "101",
        },
        new("nginx-channels-ssl-wrong", "nginx with TLS says https → Django with SECURE_SSL_REDIRECT and another header's name: pages loop, and daphne's socket does not care")
        {
            Nginx = Tls("channels-ssl-wrong"), Url = "wss://@listen@/ws/chat/lobby/", TrustOurCa = true, Answers = "101",
        },
        new("nginx-channels-ssl-wrong-stripped", "nginx with TLS without the upgrade headers → Django with SECURE_SSL_REDIRECT and another header's name")
        {
            Nginx = Tls("channels-ssl-wrong", "proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;"),
            Url = "wss://@listen@/ws/chat/lobby/", TrustOurCa = true,
            Answers = "301", Verdict = Verdict.Broken, Cause = CauseNames.ForwardedProtoWrong,
        },
        new("nginx-channels-ssl-page", "the page behind that: a loop of redirects")
        {
            Nginx = Tls("channels-ssl-wrong"), Url = "https://@listen@/", TrustOurCa = true,
            Answers = null, Verdict = Verdict.Broken, Cause = CauseNames.ForwardedProtoWrong,
        },
    ];

    private static string Tls(string app, string directives = NginxRows.Good, string listen = "@listen@ ssl", string certificate = "good") =>
        NginxRows.Server(app, directives, listen, $"ssl_certificate @tls@/{certificate}.pem; ssl_certificate_key @tls@/{certificate}.key;");

    private static IEnumerable<Chain> Certificate(string file, string story) =>
    [
        new($"nginx-tls-{file}", $"nginx with {story}")
        {
            Nginx = Tls("ws", certificate: file), Url = Wss, TrustOurCa = true, Answers = "101", Verdict = Verdict.Broken, Cause = CauseNames.CertInvalid,
        },
    ];
}
