using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>Apache httpd 2.4.</summary>
internal static class ApacheRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        new("apache-uvicorn", "Apache, upgrade=websocket → uvicorn/FastAPI") { Apache = Host("ProxyPass / http://@uvicorn@/ upgrade=websocket"), Answers = "101" },
        new("apache-channels", "Apache, upgrade=websocket → daphne/Channels")
        {
            Apache = Host("ProxyPass / http://@channels@/ upgrade=websocket"), Url = "ws://@listen@/ws/chat/lobby/", Answers = "101",
        },
        new("apache-streamlit", "Apache, upgrade=websocket, Host kept → Tornado (Streamlit)")
        {
            Apache = Host("ProxyPreserveHost On\nProxyPass / http://@streamlit@/ upgrade=websocket"), Url = "ws://@listen@/_stcore/stream", Answers = "101",
        },
        new("apache-wstunnel-ws", "Apache, mod_proxy_wstunnel → npm ws") { Apache = Host("ProxyPass / ws://@ws@/"), Answers = "101" },
        new("apache-rewrite-socketio", "Apache, rewrite rules → Socket.IO")
        {
            Apache = Host("RewriteEngine On\nRewriteCond %{HTTP:Upgrade} websocket [NC]\nRewriteRule ^/(.*) ws://@socketio@/$1 [P,L]\nProxyPass / http://@socketio@/"),
            Url = "ws://@listen@/socket.io/?EIO=4&transport=websocket", Answers = "101",
        },
        new("apache-plain-proxypass", "Apache, ProxyPass without upgrade=websocket → npm ws")
        {
            Apache = Host("ProxyPass / http://@ws@/"),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "apache|proxy",
        },
        new("apache-plain-proxypass-streamlit", "Apache, ProxyPass without upgrade=websocket → Tornado (Streamlit)")
        {
            Apache = Host("ProxyPreserveHost On\nProxyPass / http://@streamlit@/"), Url = "ws://@listen@/_stcore/stream",
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "apache|proxy",
        },
        new("apache-host-lost", "Apache, ProxyPreserveHost off → Tornado (Streamlit)")
        {
            Apache = Host("ProxyPass / http://@streamlit@/ upgrade=websocket"), Url = "ws://@listen@/_stcore/stream",
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.HostHeaderMismatch, Hop = "apache|proxy",
        },
        new("apache-no-module", "Apache, ProxyPass to ws:// without a module for it")
        {
            Instance = "no-module", Apache = Host("ProxyPass /ws ws://@ws@/ws"),
            Answers = "500", Verdict = Verdict.Broken, Cause = $"{CauseNames.ModuleNotLoaded}|{CauseNames.AppError}", Hop = "apache",
        },
        new("apache-order", "Apache, the page's ProxyPass stands first and wins → pages")
        {
            Apache = Host("ProxyPass / http://@pages@/\nProxyPass /ws ws://@ws@/ws"),
            Answers = "200", Verdict = Verdict.Broken, Cause = $"{CauseNames.PathNotRouted}|{CauseNames.UpgradeHeaderStripped}", Hop = "apache|proxy",
        },
        new("apache-backend-down", "Apache, nothing listens behind it")
        {
            Apache = Host("ProxyPass / http://@dead@/ upgrade=websocket"), Answers = "503", Verdict = Verdict.Broken, Cause = CauseNames.BackendDown, Hop = "apache|app",
        },
        new("apache-denied", "Apache denies the path")
        {
            Apache = Host("<Location /ws>\nRequire all denied\n</Location>\nProxyPass / ws://@ws@/"),
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.WafRuleBlock, Hop = "apache",
        },
        new("apache-key-removed", "Apache removes Sec-WebSocket-Key → npm ws")
        {
            Apache = Host("RequestHeader unset Sec-WebSocket-Key\nProxyPass / http://@ws@/ upgrade=websocket"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.HandshakeHeaderDropped, Hop = "apache|proxy",
        },
        // Measured on 2.4.71: ProxyTimeout and timeout= do not bound an upgraded connection, Timeout does.
        new("apache-timeout", "Apache, Timeout 2 → npm ws, watched with --idle 4s")
        {
            Apache = Host("Timeout 2\nProxyPass / http://@ws@/ upgrade=websocket"), With = o => o with { Idle = TimeSpan.FromSeconds(4) },
            Answers = "101", Verdict = Verdict.Degraded, Cause = CauseNames.IdleTimeoutProxy, Hop = "apache|proxy",
        },
    ];

    private static string Host(string directives) => $"Listen @listen@\n<VirtualHost @listen@>\n{directives}\n</VirtualHost>";
}
