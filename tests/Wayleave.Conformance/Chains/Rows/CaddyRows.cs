using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>Caddy 2, which passes upgrades without being asked.</summary>
internal static class CaddyRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        new("caddy-uvicorn", "Caddy → uvicorn/FastAPI") { Caddy = Site("reverse_proxy @uvicorn@"), Answers = "101" },
        new("caddy-channels", "Caddy → daphne/Channels") { Caddy = Site("reverse_proxy @channels@"), Url = "ws://@listen@/ws/chat/lobby/", Answers = "101" },
        new("caddy-streamlit", "Caddy → Tornado (Streamlit)") { Caddy = Site("reverse_proxy @streamlit@"), Url = "ws://@listen@/_stcore/stream", Answers = "101" },
        new("caddy-ws", "Caddy → npm ws") { Caddy = Site("reverse_proxy @ws@"), Answers = "101" },
        new("caddy-socketio", "Caddy → Socket.IO") { Caddy = Site("reverse_proxy @socketio@"), Url = "ws://@listen@/socket.io/?EIO=4&transport=websocket", Answers = "101" },
        new("caddy-encode", "Caddy with compression of pages → npm ws") { Caddy = Site("encode gzip\nreverse_proxy @ws@"), Answers = "101" },
        new("caddy-not-routed", "Caddy, no handle fits the socket's path")
        {
            Caddy = Site("handle /websocket {\nreverse_proxy @ws@\n}"),
            Answers = "200", Verdict = Verdict.Broken, Cause = CauseNames.PathNotRouted, Hop = "caddy",
        },
        new("caddy-host-rewritten", "Caddy sends the upstream's Host → Tornado (Streamlit)")
        {
            Caddy = Site("reverse_proxy @streamlit@ {\nheader_up Host {upstream_hostport}\n}"), Url = "ws://@listen@/_stcore/stream",
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.HostHeaderMismatch, Hop = "caddy",
        },
        new("caddy-strip-prefix", "Caddy cuts the path's prefix → npm ws; --origin opens")
        {
            Caddy = Site("handle_path /ws* {\nreverse_proxy @ws-path@\n}\nreverse_proxy @ws-path@"), Origin = "@ws-path@",
            Answers = "404", Verdict = Verdict.Broken, Cause = $"{CauseNames.PathRewritten}|{CauseNames.PathNotRouted}", Hop = "caddy",
        },
        new("caddy-respond-403", "Caddy answers 403 itself")
        {
            Caddy = Site("respond /ws 403"),
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.WafRuleBlock, Hop = "caddy",
        },
        new("caddy-backend-down", "Caddy, nothing listens behind it")
        {
            Caddy = Site("reverse_proxy @dead@"), Answers = "502", Verdict = Verdict.Broken, Cause = CauseNames.BackendDown, Hop = "caddy|app",
        },
        new("caddy-wrong-port", "Caddy points at a wrong port; --origin opens")
        {
            Caddy = Site("reverse_proxy @dead@"), Origin = "@ws@", Answers = "502", Verdict = Verdict.Broken, Cause = CauseNames.UpstreamAddressWrong, Hop = "caddy",
        },
        new("caddy-upgrade-removed", "Caddy removes Upgrade and Connection → Tornado (Streamlit)")
        {
            Caddy = Site("request_header -Upgrade\nrequest_header -Connection\nreverse_proxy @streamlit@"), Url = "ws://@listen@/_stcore/stream",
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "caddy",
        },
        new("caddy-key-removed", "Caddy removes Sec-WebSocket-Key → npm ws")
        {
            Caddy = Site("request_header -Sec-WebSocket-Key\nreverse_proxy @ws@"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.HandshakeHeaderDropped, Hop = "caddy|proxy",
        },
        new("caddy-redirect", "Caddy redirects the socket's path")
        {
            Caddy = Site("redir /ws /live/ws permanent\nreverse_proxy @ws@"),
            Answers = "301", Verdict = Verdict.Broken, Cause = CauseNames.RedirectOnUpgrade, Hop = "caddy",
        },
        new("caddy-basic-auth", "Caddy asks for Basic credentials")
        {
            Caddy = Site("basicauth {\nanna JDJhJDE0JDFNQzVaUUdnMUhXYXZ5Y0pINnBLdGVqOVJlTzNpL2ZnQ2xHdW5jUFlZSnM4cGpnOGhLTGRh\n}\nreverse_proxy @ws@"),
            Answers = "401", Verdict = Verdict.Broken, Cause = CauseNames.AuthProxyBlocksUpgrade, Hop = "caddy",
        },
    ];

    /// <summary>A site on the chain's own address.</summary>
    public static string Site(string directives) => $"http://127.0.0.1:@port@ {{\nbind 127.0.0.1\n{directives}\n}}\n# @listen@\n";
}
