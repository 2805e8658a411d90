using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Rows;
using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes.TriedFixes.Rows;

/// <summary>Fixes for Varnish.</summary>
internal static class VarnishTrials
{
    private const string Pipe =
        """
        sub vcl_recv { if (req.http.Upgrade ~ "(?i)websocket") { return (pipe); } }
        sub vcl_pipe { if (req.http.Upgrade) { set bereq.http.Upgrade = req.http.Upgrade; set bereq.http.Connection = req.http.Connection; } }

        """;

    private static readonly Chain Plain = new("trial", "a trial") { Answers = null };

    /// <summary>The trials.</summary>
    public static IEnumerable<FixTrial> All =>
    [
        new(CauseNames.UpgradeHeaderStripped, "varnish")
        {
            Around = Plain with { Url = "ws://@listen@/_stcore/stream" }, Broken = Backend("streamlit"), Mended = Backend("streamlit") + "@fix@\n",
        },
        new(CauseNames.BackendDown, "varnish")
        {
            Broken = Backend("dead"), Mended = "vcl 4.1;\n@fix@\n" + Pipe, StandIns = [("\"8000\"", "\"@uvicorn-port@\"")],
        },
        new(CauseNames.UpstreamAddressWrong, "varnish")
        {
            Around = Plain with { Origin = "@ws@" }, Broken = Backend("dead"), Mended = "vcl 4.1;\n@fix@\n" + Pipe, StandIns = [("\"8000\"", "\"@ws-port@\"")],
        },
        new(CauseNames.PathNotRouted, "varnish")
        {
            Named = $"{CauseNames.PathNotRouted}|{CauseNames.UpgradeHeaderStripped}",
            Around = Plain with { Url = "ws://@listen@/ws/chat" }, Broken = Backend("pages") + Pipe,
            Mended = Backend("pages") + "@fix@\n" + Pipe[Pipe.IndexOf("sub vcl_pipe", StringComparison.Ordinal)..], StandIns = [("\"8001\"", "\"@ws-port@\"")],
        },
        new(CauseNames.ForwardedProtoWrong, "varnish")
        {
            Around = Plain with
            {
                Url = "wss://@inner@/ws", TrustOurCa = true,
                Nginx = NginxRows.Server("listen", "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_set_header Host $http_host;", "@inner@ ssl", "ssl_certificate @tls@/good.pem; ssl_certificate_key @tls@/good.key;"),
            },
            Broken = Backend("force-ssl") + Pipe, Mended = Backend("force-ssl") + "@fix@\n" + Pipe,
        },
        new(CauseNames.CompressionNegotiation, "varnish")
        {
            Named = $"{CauseNames.CompressionNegotiation}|{CauseNames.ProtocolViolation}",
            Around = Plain with { Nginx = NginxRows.Server("tornado-deflate", NginxRows.Good + " proxy_hide_header Sec-WebSocket-Extensions;", "@inner@"), With = o => o with { Send = "hello" } },
            Broken = Backend("inner") + Pipe, Mended = Backend("inner") + Pipe[..Pipe.IndexOf("sub vcl_pipe", StringComparison.Ordinal)] + "@fix@\n",
        },
    ];

    private static string Backend(string app) => $"vcl 4.1;\nbackend default {{ .host = \"127.0.0.1\"; .port = \"@{app}-port@\"; }}\n";
}
