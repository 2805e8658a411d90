using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Chains.Rows;
using Wayleave.Rules.Causes;

namespace Wayleave.Conformance.Fixes.TriedFixes.Rows;

/// <summary>Fixes for Caddy.</summary>
internal static class CaddyTrials
{
    private static readonly Chain Plain = new("trial", "a trial") { Answers = null };
    private static readonly Chain Streamlit = Plain with { Url = "ws://@listen@/_stcore/stream" };
    private static readonly (string, string) ToWs = ("127.0.0.1:8000", "@ws@");
    private static readonly (string, string) ToStreamlit = ("127.0.0.1:8000", "@streamlit@");

    /// <summary>The trials.</summary>
    public static IEnumerable<FixTrial> All =>
    [
        new(CauseNames.UpgradeHeaderStripped, "caddy")
        {
            Broken = CaddyRows.Site("reverse_proxy @ws@ {\nheader_up -Upgrade\nheader_up -Connection\n}"), Mended = CaddyRows.Site("@fix@"), StandIns = [ToWs],
        },
        new(CauseNames.HostHeaderMismatch, "caddy")
        {
            Around = Streamlit, Broken = CaddyRows.Site("reverse_proxy @streamlit@ {\nheader_up Host {upstream_hostport}\n}"),
            Mended = CaddyRows.Site("@fix@"), StandIns = [ToStreamlit],
        },
        new(CauseNames.PortMissingInOrigin, "caddy")
        {
            Around = Streamlit, Broken = CaddyRows.Site("reverse_proxy @streamlit@ {\nheader_up Host {http.request.host}\n}"),
            Mended = CaddyRows.Site("@fix@"), StandIns = [ToStreamlit],
        },
        new(CauseNames.PathNotRouted, "caddy")
        {
            Around = Plain with { Url = "ws://@listen@/ws/chat" }, Broken = CaddyRows.Site("handle {\nreverse_proxy @pages@\n}"), Mended = CaddyRows.Site("@fix@"),
            StandIns = [("127.0.0.1:8001", "@ws@"), ("127.0.0.1:8000", "@pages@")],
        },
        new(CauseNames.PathRewritten, "caddy")
        {
            Named = $"{CauseNames.PathRewritten}|{CauseNames.PathNotRouted}",
            Around = Plain with { Origin = "@ws-path@" }, Broken = CaddyRows.Site("handle_path /ws* {\nreverse_proxy @ws-path@\n}\nreverse_proxy @ws-path@"),
            Mended = CaddyRows.Site("@fix@"), StandIns = [("/ws/*", "/ws*"), ("127.0.0.1:8000", "@ws-path@")],
        },
        new(CauseNames.RedirectOnUpgrade, "caddy")
        {
            Around = Plain with { Url = "ws://@listen@/old/ws" }, Broken = CaddyRows.Site("redir /old/* /new{uri}\nreverse_proxy @ws@"),
            Mended = CaddyRows.Site("@fix@\nreverse_proxy @ws@"),
        },
        new(CauseNames.UpstreamAddressWrong, "caddy")
        {
            Around = Plain with { Origin = "@ws@" }, Broken = CaddyRows.Site("reverse_proxy @dead@"), Mended = CaddyRows.Site("@fix@"), StandIns = [ToWs],
        },
        new(CauseNames.BackendDown, "caddy")
        {
            Broken = CaddyRows.Site("reverse_proxy @dead@"), Mended = CaddyRows.Site("@fix@"),
            StandIns = [("127.0.0.1:8000", "@dead@"), ("127.0.0.1:8001", "@uvicorn@")],
        },
        new(CauseNames.CompressionNegotiation, "caddy")
        {
            Named = $"{CauseNames.CompressionNegotiation}|{CauseNames.ProtocolViolation}",
            Around = Plain with { Nginx = NginxRows.Server("tornado-deflate", NginxRows.Good + " proxy_hide_header Sec-WebSocket-Extensions;", "@inner@"), With = o => o with { Send = "hello" } },
            Broken = CaddyRows.Site("reverse_proxy @inner@"), Mended = CaddyRows.Site("@fix@"), StandIns = [("127.0.0.1:8000", "@inner@")],
        },
        new(CauseNames.AlpnH2OnlyBackend, "caddy")
        {
            Named = $"{CauseNames.AlpnH2OnlyBackend}|{CauseNames.UpstreamAddressWrong}",
            Around = Plain with { Origin = "@ws@" }, Broken = CaddyRows.Site("reverse_proxy h2c://@ws@"), Mended = CaddyRows.Site("@fix@"), StandIns = [ToWs],
        },
    ];
}
