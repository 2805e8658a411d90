using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>HAProxy 2.6, which adds no header of its own: a diagnosis may call it <c>proxy</c>.</summary>
internal static class HAProxyRows
{
    private const string Itself = "haproxy|proxy";

    /// <summary>A proxy with one server.</summary>
    public static string Listen(string app, string options = "", string bind = "@listen@", string server = "") =>
        $"listen @name@\n    bind {bind}\n{Indent(options)}    server app @{app}@ {server}\n";

    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        new("haproxy-uvicorn", "HAProxy → uvicorn/FastAPI") { HAProxy = Listen("uvicorn"), Answers = "101" },
        new("haproxy-channels", "HAProxy → daphne/Channels") { HAProxy = Listen("channels"), Url = "ws://@listen@/ws/chat/lobby/", Answers = "101" },
        new("haproxy-streamlit", "HAProxy → Tornado (Streamlit)") { HAProxy = Listen("streamlit"), Url = "ws://@listen@/_stcore/stream", Answers = "101" },
        new("haproxy-ws", "HAProxy → npm ws") { HAProxy = Listen("ws"), Answers = "101" },
        new("haproxy-socketio", "HAProxy → Socket.IO") { HAProxy = Listen("socketio"), Url = "ws://@listen@/socket.io/?EIO=4&transport=websocket", Answers = "101" },
        new("haproxy-socketio-not-sticky", "HAProxy sends a session's later requests to another → two Socket.IO servers")
        {
            HAProxy = Listen("socketio", "use-server other if { url_param(sid) -m found }") + "    server other @socketio-other@ weight 0\n",
            Url = "ws://@listen@/socket.io/?EIO=4&transport=websocket",
            Answers = "101", Verdict = Verdict.Degraded, Cause = CauseNames.StickySessionMissing,
        },
        new("haproxy-nginx-ws", "HAProxy → nginx → npm ws") { HAProxy = Listen("inner"), Nginx = NginxRows.Server("ws", listen: "@inner@"), Answers = "101" },
        new("haproxy-upgrade-removed", "HAProxy removes Upgrade → npm ws")
        {
            HAProxy = Listen("ws", "http-request del-header Upgrade"),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = Itself,
        },
        new("haproxy-upgrade-removed-streamlit", "HAProxy removes Upgrade → Tornado (Streamlit)")
        {
            HAProxy = Listen("streamlit", "http-request del-header Upgrade"), Url = "ws://@listen@/_stcore/stream",
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = Itself,
        },
        new("haproxy-nginx-stripped", "HAProxy → nginx without the headers → Python websockets")
        {
            HAProxy = Listen("inner"), Nginx = NginxRows.Server("websockets", "proxy_http_version 1.1;", "@inner@"),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        new("haproxy-tunnel-timeout", "HAProxy, timeout tunnel 2s → npm ws, watched with --idle 4s")
        {
            HAProxy = Listen("ws", "timeout tunnel 2s"), With = o => o with { Idle = TimeSpan.FromSeconds(4) },
            Answers = "101", Verdict = Verdict.Degraded, Cause = CauseNames.IdleTimeoutProxy, Hop = Itself,
        },
        new("haproxy-backend-down", "HAProxy, nothing listens behind it")
        {
            HAProxy = Listen("dead"), Answers = "503", Verdict = Verdict.Broken, Cause = CauseNames.BackendDown, Hop = "haproxy|proxy|app",
        },
        new("haproxy-wrong-port", "HAProxy points at a wrong port; --origin opens")
        {
            HAProxy = Listen("dead"), Origin = "@ws@", Answers = "503", Verdict = Verdict.Broken, Cause = CauseNames.UpstreamAddressWrong, Hop = Itself,
        },
        new("haproxy-wrong-rule", "HAProxy, the rule for the socket names another path → pages")
        {
            HAProxy = "frontend @name@\n    bind @listen@\n    use_backend @name@-ws if { path_beg /websocket }\n    default_backend @name@-pages\n"
                + "backend @name@-ws\n    server app @ws@\nbackend @name@-pages\n    server app @pages@\n",
            Answers = "200", Verdict = Verdict.Broken, Cause = CauseNames.PathNotRouted,
        },
        new("haproxy-no-backend", "HAProxy, no rule fits and there is no default")
        {
            HAProxy = "frontend @name@\n    bind @listen@\n    use_backend @name@-ws if { path_beg /websocket }\nbackend @name@-ws\n    server app @ws@\n",
            Answers = "503", Verdict = Verdict.Broken, Cause = $"{CauseNames.BackendDown}|{CauseNames.PathNotRouted}", Hop = "haproxy|proxy|app",
        },
        new("haproxy-rate-limit", "HAProxy, 429 over 30 requests in 10 s → npm ws, tried with --burst 40")
        {
            HAProxy = Listen("ws", "stick-table type ip size 1k expire 10s store http_req_rate(10s)\nhttp-request track-sc0 src\nhttp-request deny deny_status 429 if { sc_http_req_rate(0) gt 30 }"),
            With = o => o with { Burst = 40 }, Answers = "101", Verdict = Verdict.Degraded, Cause = CauseNames.RateLimited, Hop = Itself,
        },
        new("haproxy-deny", "HAProxy denies the path")
        {
            HAProxy = Listen("ws", "http-request deny if { path_beg /ws }"),
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.WafRuleBlock, Hop = Itself,
        },
        new("haproxy-auth", "HAProxy asks for Basic credentials")
        {
            HAProxy = "userlist @name@-users\n    user anna insecure-password secret\n" + Listen("ws", "http-request auth unless { http_auth(@name@-users) }"),
            Answers = "401", Verdict = Verdict.Broken, Cause = CauseNames.AuthProxyBlocksUpgrade, Hop = Itself,
        },
        new("haproxy-send-proxy", "HAProxy sends a PROXY header to an app that expects none → npm ws")
        {
            HAProxy = Listen("ws", server: "send-proxy"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.ProxyProtocolMismatch,
        },
        new("haproxy-send-proxy-origin", "the same, with --origin")
        {
            HAProxy = Listen("ws", server: "send-proxy"), Origin = "@ws@",
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.ProxyProtocolMismatch,
        },
        new("haproxy-h2-to-backend", "HAProxy speaks HTTP/2 to an app that does not → npm ws")
        {
            HAProxy = Listen("ws", server: "proto h2"), Origin = "@ws@",
            Answers = "503", Verdict = Verdict.Broken, Cause = $"{CauseNames.AlpnH2OnlyBackend}|{CauseNames.UpstreamAddressWrong}", Hop = Itself,
        },
        new("haproxy-redirect", "HAProxy redirects to https")
        {
            HAProxy = Listen("ws", "http-request redirect scheme https"),
            Answers = "302", Verdict = Verdict.Broken, Cause = CauseNames.RedirectOnUpgrade, Hop = "haproxy|proxy|app",
        },
        new("haproxy-host-lost", "HAProxy rewrites Host → Tornado (Streamlit)")
        {
            HAProxy = Listen("streamlit", "http-request set-header Host backend.internal"), Url = "ws://@listen@/_stcore/stream",
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.HostHeaderMismatch, Hop = Itself,
        },
        new("haproxy-disguised", "HAProxy turns the 101 into a 200")
        {
            HAProxy = Listen("ws", "http-response set-status 200"),
            Answers = "200", Verdict = Verdict.Broken, Cause = CauseNames.HandshakeCorrupted, Hop = Itself,
        },
    ];

    private static string Indent(string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"    {l}\n"));
}
