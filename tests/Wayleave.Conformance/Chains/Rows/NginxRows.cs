using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>nginx 1.22 in front of every app.</summary>
internal static class NginxRows
{
    /// <summary>All that a socket needs of nginx.</summary>
    public const string Good =
        "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; "
        + "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;";

    /// <summary>A server with one location for everything.</summary>
    public static string Server(string app, string directives = Good, string listen = "@listen@", string more = "") =>
        $"server {{ listen {listen}; {more} location / {{ proxy_pass http://@{app}@; {directives} }} }}";

    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        // Healthy, each app.
        new("nginx-uvicorn", "nginx → uvicorn/FastAPI") { Nginx = Server("uvicorn"), Answers = "101" },
        new("nginx-channels", "nginx → daphne/Channels") { Nginx = Server("channels"), Url = "ws://@listen@/ws/chat/lobby/", Answers = "101" },
        new("nginx-streamlit", "nginx → Tornado (Streamlit)") { Nginx = Server("streamlit"), Url = "ws://@listen@/_stcore/stream", Answers = "101" },
        new("nginx-ws", "nginx → npm ws") { Nginx = Server("ws"), Answers = "101" },
        new("nginx-socketio", "nginx → Socket.IO") { Nginx = Server("socketio"), Url = "ws://@listen@/socket.io/?EIO=4&transport=websocket", Answers = "101" },
        new("nginx-websockets", "nginx → Python websockets") { Nginx = Server("websockets"), Answers = "101" },
        new("nginx-nginx-uvicorn", "nginx → nginx → uvicorn/FastAPI")
        {
            Nginx = Server("inner") + Server("uvicorn", listen: "@inner@"), Answers = "101",
        },
        new("nginx-http10-ws", "nginx, HTTP/1.0 to the app → npm ws, which does not mind")
        {
            Nginx = Server("ws", "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_set_header Host $http_host;"),
            Answers = "101",
        },
        new("nginx-http10-uvicorn", "nginx, HTTP/1.0 to the app → uvicorn/FastAPI, which does not mind")
        {
            Nginx = Server("uvicorn", "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_set_header Host $http_host;"),
            Answers = "101",
        },
        new("nginx-no-extensions", "nginx drops Sec-WebSocket-Extensions → npm ws: no compression, and nothing wrong")
        {
            Nginx = Server("ws", Good + " proxy_set_header Sec-WebSocket-Extensions \"\";"), Answers = "101",
        },
        new("nginx-read-timeout-with-pings", "nginx, proxy_read_timeout 2s → an app that pings twice a second")
        {
            Nginx = Server("websockets-ping", Good + " proxy_read_timeout 2s;"), Answers = "101",
            With = o => o with { Idle = TimeSpan.FromSeconds(4) },
        },

        // The upgrade headers are missing: what each app says to it.
        .. Stripped("uvicorn", "/ws", "404"),
        .. Stripped("channels", "/ws/chat/lobby/", "404"),
        .. Stripped("streamlit", "/_stcore/stream", "400"),
        .. Stripped("ws", "/ws", "426"),
        new("nginx-no-upgrade-pages", "nginx without the upgrade headers → npm ws beside a page for every path: the outside cannot tell that from a wrong route")
        {
            Nginx = Server("ws-any", "proxy_http_version 1.1; proxy_set_header Host $http_host;"), Answers = "200", Verdict = Verdict.Broken,
            Cause = $"{CauseNames.PathNotRouted}|{CauseNames.UpgradeHeaderStripped}", Hop = "nginx",
        },
        new("nginx-no-upgrade-pages-origin", "the same, with --origin: it can")
        {
            Nginx = Server("ws-any", "proxy_http_version 1.1; proxy_set_header Host $http_host;"), Origin = "@ws-any@", Answers = "200", Verdict = Verdict.Broken,
            Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        .. Stripped("socketio", "/socket.io/?EIO=4&transport=websocket", "400"),
        .. Stripped("websockets", "/ws", "426"),
        new("nginx-only-upgrade", "nginx sets Upgrade and not Connection → npm ws")
        {
            Nginx = Server("ws", "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Host $http_host;"),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        new("nginx-headers-lost", "nginx, headers set for the server and lost in a location with one of its own → npm ws")
        {
            Nginx = Server("ws", "proxy_set_header X-Real-IP $remote_addr;", more: Good),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        new("nginx-map-reversed", "nginx, the map's two values exchanged → npm ws")
        {
            Nginx = "map $http_upgrade $reversed_upgrade { default close; '' upgrade; }"
                + Server("ws", "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $reversed_upgrade; proxy_set_header Host $http_host;"),
            Answers = "426", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        new("nginx-nginx-inner-stripped", "nginx → nginx without the headers → Tornado (Streamlit)")
        {
            Nginx = Server("inner") + Server("streamlit", "proxy_http_version 1.1; proxy_set_header Host $http_host;", "@inner@"),
            Url = "ws://@listen@/_stcore/stream", Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        new("nginx-stripped-with-origin", "nginx without the headers → npm ws, and --origin opens")
        {
            Nginx = Server("ws-path", "proxy_http_version 1.1; proxy_set_header Host $http_host;"), Origin = "@ws-path@",
            Answers = "404", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
        new("nginx-http10-websockets", "nginx, HTTP/1.0 to the app → Python websockets")
        {
            Nginx = Server("websockets", "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_set_header Host $http_host;"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.Http10Upstream, Hop = "nginx",
        },
        new("nginx-key-dropped", "nginx drops Sec-WebSocket-Key → npm ws")
        {
            Nginx = Server("ws", Good + " proxy_set_header Sec-WebSocket-Key \"\";"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.HandshakeHeaderDropped, Hop = "nginx",
        },
        new("nginx-version-dropped", "nginx drops Sec-WebSocket-Version → uvicorn/FastAPI")
        {
            Nginx = Server("uvicorn", Good + " proxy_set_header Sec-WebSocket-Version \"\";"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.HandshakeHeaderDropped, Hop = "nginx",
        },
        new("nginx-subprotocol-dropped", "nginx drops Sec-WebSocket-Protocol → npm ws, which would have chosen it")
        {
            Nginx = Server("ws", Good + " proxy_set_header Sec-WebSocket-Protocol \"\";"),
            With = o => o with { Subprotocols = ["chat.v1"] },
            Answers = "101", Verdict = Verdict.Broken, Cause = CauseNames.SubprotocolDropped, Hop = "nginx|proxy|app",
        },
        new("nginx-accept-hidden", "nginx hides Sec-WebSocket-Accept → npm ws")
        {
            Nginx = Server("ws", Good + " proxy_hide_header Sec-WebSocket-Accept;"),
            Answers = "101", Verdict = Verdict.Broken, Cause = CauseNames.HandshakeCorrupted, Hop = "nginx",
        },

        // Paths.
        new("nginx-slash-redirect", "nginx, location /ws/ and the URL /ws → npm ws")
        {
            Nginx = $"server {{ listen @listen@; location /ws/ {{ proxy_pass http://@ws@; {Good} }} location / {{ proxy_pass http://@pages@; }} }}",
            Answers = "301", Verdict = Verdict.Broken, Cause = CauseNames.RedirectOnUpgrade, Hop = "nginx",
        },
        new("nginx-regex-wins", "nginx, a regex location for another backend wins over the socket's → pages")
        {
            Nginx = $"server {{ listen @listen@; location /api/ws {{ proxy_pass http://@ws@; {Good} }} location ~ ^/api/ {{ proxy_pass http://@pages@; }} }}",
            Url = "ws://@listen@/api/ws", Answers = "200", Verdict = Verdict.Broken, Cause = $"{CauseNames.PathNotRouted}|{CauseNames.UpgradeHeaderStripped}", Hop = "nginx",
        },
        new("nginx-spa-fallback", "nginx, the socket's path falls to the single page's index")
        {
            Nginx = "server { listen @listen@; root @tls@; location / { try_files $uri /index.html; } }",
            Answers = "200", Verdict = Verdict.Broken, Cause = CauseNames.PathNotRouted, Hop = "nginx",
        },
        new("nginx-no-location", "nginx has no location for the socket: its own 404")
        {
            Nginx = $"server {{ listen @listen@; location /app {{ proxy_pass http://@ws@; {Good} }} location / {{ return 404; }} }}",
            Answers = "404", Verdict = Verdict.Broken, Cause = CauseNames.PathNotRouted, Hop = "nginx",
        },
        new("nginx-path-rewritten", "nginx, proxy_pass with a URI part cuts the path → npm ws")
        {
            Nginx = $"server {{ listen @listen@; location /ws {{ proxy_pass http://@ws-path@/; {Good} }} location / {{ proxy_pass http://@ws-path@; }} }}",
            Answers = "404", Verdict = Verdict.Broken, Cause = $"{CauseNames.PathNotRouted}|{CauseNames.PathRewritten}", Hop = "nginx",
        },
        new("nginx-path-rewritten-origin", "the same, with --origin")
        {
            Nginx = $"server {{ listen @listen@; location /ws {{ proxy_pass http://@ws-path@/; {Good} }} location / {{ proxy_pass http://@ws-path@; }} }}",
            Origin = "@ws-path@", Answers = "404", Verdict = Verdict.Broken,
            Cause = $"{CauseNames.PathRewritten}|{CauseNames.PathNotRouted}", Hop = "nginx",
        },

        // Identity.
        new("nginx-host-lost-streamlit", "nginx does not keep Host → Tornado (Streamlit)")
        {
            Nginx = Server("streamlit", "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;"),
            Url = "ws://@listen@/_stcore/stream", Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.HostHeaderMismatch, Hop = "nginx",
        },
        new("nginx-host-lost-origin", "nginx does not keep Host → npm ws that compares; --origin opens")
        {
            Nginx = Server("ws-same-host", "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;"),
            Origin = "@ws-same-host@", Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.HostHeaderMismatch, Hop = "nginx",
        },
        new("nginx-port-lost-streamlit", "nginx sends Host without the port → Tornado (Streamlit)")
        {
            Nginx = Server("streamlit", "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade; proxy_set_header Host $host;"),
            Url = "ws://@listen@/_stcore/stream", Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.PortMissingInOrigin, Hop = "nginx",
        },
        new("nginx-origin-list", "nginx → npm ws with a list of Origins that lacks this one")
        {
            Nginx = Server("ws-origin"), Answers = "401", Verdict = Verdict.Broken, Cause = $"{CauseNames.OriginNotAllowlisted}|{CauseNames.AuthRequired}", Hop = "app",
        },
        new("nginx-origin-list-channels", "nginx → Channels, the host is not in ALLOWED_HOSTS")
        {
            Nginx = Server("channels-hosts"), Url = "ws://@listen@/ws/chat/lobby/", Answers = "403", Verdict = Verdict.Broken,
            Cause = $"{CauseNames.OriginNotAllowlisted}|{CauseNames.HostHeaderMismatch}", Hop = "app",
        },
        new("nginx-origin-list-given", "the same, asked with --page-origin: opens")
        {
            Nginx = Server("ws-origin"), With = o => o with { PageOrigin = "https://app.example" }, Answers = "401",
        },
        new("nginx-origin-removed", "nginx removes Origin → npm ws that wants one")
        {
            Nginx = Server("ws-wants-origin", Good + " proxy_set_header Origin \"\";"), Answers = "403", Verdict = Verdict.Broken,
            Cause = $"{CauseNames.OriginMissing}|{CauseNames.OriginNotAllowlisted}|{CauseNames.AuthRequired}|{CauseNames.WafRuleBlock}",
        },

        // Refusals by nginx itself.
        new("nginx-backend-down", "nginx, nothing listens behind it")
        {
            Nginx = Server("dead"), Answers = "502", Verdict = Verdict.Broken, Cause = CauseNames.BackendDown, Hop = "nginx|app",
        },
        new("nginx-wrong-port", "nginx points at a wrong port; --origin opens")
        {
            Nginx = Server("dead"), Origin = "@ws@", Answers = "502", Verdict = Verdict.Broken, Cause = CauseNames.UpstreamAddressWrong, Hop = "nginx",
        },
        new("nginx-read-timeout", "nginx, proxy_read_timeout 2s → npm ws, watched with --idle 4s")
        {
            Nginx = Server("ws", Good + " proxy_read_timeout 2s;"), With = o => o with { Idle = TimeSpan.FromSeconds(4) },
            Answers = "101", Verdict = Verdict.Degraded, Cause = CauseNames.IdleTimeoutProxy, Hop = "nginx",
        },
        new("nginx-auth-request", "nginx, auth_request refuses → npm ws")
        {
            Nginx = $"server {{ listen @listen@; location = /auth {{ internal; return 401; }} location / {{ auth_request /auth; proxy_pass http://@ws@; {Good} }} }}",
            Answers = "401", Verdict = Verdict.Broken, Cause = CauseNames.AuthProxyBlocksUpgrade, Hop = "nginx",
        },
        new("nginx-auth-redirect", "nginx, auth_request leads to a login page → npm ws")
        {
            Nginx = "server { listen @listen@; location = /auth { internal; return 401; } location @login { return 302 https://login.example/oauth2/start?rd=$request_uri; } "
                + $"location / {{ auth_request /auth; error_page 401 = @login; proxy_pass http://@ws@; {Good} }} }}",
            Answers = "302", Verdict = Verdict.Broken, Cause = CauseNames.AuthProxyBlocksUpgrade, Hop = "nginx|oauth2-proxy",
        },
        new("nginx-user-agent-block", "nginx refuses browsers' User-Agent → npm ws")
        {
            Nginx = $"server {{ listen @listen@; if ($http_user_agent ~ Mozilla) {{ return 403; }} location / {{ proxy_pass http://@ws@; {Good} }} }}",
            Answers = "403", Verdict = Verdict.Broken, Cause = CauseNames.WafRuleBlock, Hop = "nginx",
        },
        new("nginx-limit-conn", "nginx, limit_conn 10 → npm ws, tried with --burst 30")
        {
            Nginx = "limit_conn_zone $binary_remote_addr zone=conn:1m;" + Server("ws", Good + " limit_conn conn 10;"),
            With = o => o with { Burst = 30 }, Answers = "101", Verdict = Verdict.Degraded, Cause = $"{CauseNames.ConnectionLimit}|{CauseNames.RateLimited}", Hop = "nginx",
        },
        new("nginx-limit-req-429", "nginx, limit_req with 429 → npm ws, tried with --burst 40")
        {
            Nginx = "limit_req_zone $binary_remote_addr zone=req:1m rate=30r/m;" + Server("ws", Good + " limit_req zone=req burst=30 nodelay; limit_req_status 429;"),
            With = o => o with { Burst = 40 }, Answers = "101", Verdict = Verdict.Degraded, Cause = CauseNames.RateLimited, Hop = "nginx",
        },
        new("nginx-header-buffers", "nginx, small header buffers and a large cookie → npm ws")
        {
            Nginx = Server("ws", more: "client_header_buffer_size 512; large_client_header_buffers 2 2k;"),
            With = o => o with { Cookie = "session=" + new string('a', 3000) },
            Answers = "101", Verdict = Verdict.Broken, Cause = CauseNames.HeaderTooLarge, Hop = "nginx",
        },
        new("nginx-https-redirect", "nginx on the plain port redirects all to https")
        {
            Nginx = "server { listen @listen@; return 301 https://$host$request_uri; }",
            Answers = "301", Verdict = Verdict.Broken, Cause = CauseNames.RedirectOnUpgrade, Hop = "nginx",
        },
        new("nginx-proxy-protocol", "nginx expects a PROXY header that nobody sends")
        {
            Nginx = Server("ws", listen: "@listen@ proxy_protocol"),
            Answers = "closed", Verdict = Verdict.Broken, Cause = CauseNames.ProxyProtocolMismatch,
        },
        new("nginx-tls-to-plain", "nginx speaks TLS to an app that does not")
        {
            Nginx = $"server {{ listen @listen@; location / {{ proxy_pass https://@ws@; {Good} }} }}",
            Answers = "502", Verdict = Verdict.Broken, Cause = CauseNames.BackendDown, Hop = "nginx|app",
        },
        new("nginx-plain-to-tls", "nginx speaks plain HTTP to nginx's TLS port")
        {
            Nginx = Server("inner") + Server("ws", listen: "@inner@ ssl", more: "ssl_certificate @tls@/good.pem; ssl_certificate_key @tls@/good.key;"),
            Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.SchemePortMismatch, Hop = "nginx",
        },
        new("nginx-app-resets", "nginx → an app that resets upgrades and answers pages")
        {
            Nginx = Server("reset-upgrade"), Answers = "502", Verdict = Verdict.Broken, Cause = $"{CauseNames.AppError}|{CauseNames.BackendDown}", Hop = "app|nginx",
        },
        new("nginx-app-silent", "nginx → an app that never answers upgrades, and pages well")
        {
            Nginx = Server("silent-upgrade"), Answers = "nothing", Verdict = Verdict.Broken, Cause = CauseNames.UpgradeUnanswered,
        },
        new("nginx-app-500", "nginx → an app that answers upgrades with 500")
        {
            Nginx = Server("ws-500"), Answers = "500", Verdict = Verdict.Broken, Cause = CauseNames.AppError, Hop = "app",
        },
        new("nginx-app-401", "nginx → an app that wants a login")
        {
            Nginx = Server("ws-401"), Answers = "401", Verdict = Verdict.Broken, Cause = CauseNames.AuthRequired, Hop = "app",
        },
        new("nginx-no-ws-library", "nginx → uvicorn without a WebSocket library; --origin answers alike")
        {
            Nginx = Server("uvicorn-no-ws"), Origin = "@uvicorn-no-ws@", Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.ServerLibMissing, Hop = "app",
        },
    ];

    private static IEnumerable<Chain> Stripped(string app, string path, string answer) =>
    [
        new($"nginx-no-upgrade-{app}", $"nginx without the upgrade headers → {app}")
        {
            Nginx = Server(app, "proxy_http_version 1.1; proxy_set_header Host $http_host;"), Url = $"ws://@listen@{path}",
            Answers = answer, Verdict = Verdict.Broken, Cause = CauseNames.UpgradeHeaderStripped, Hop = "nginx",
        },
    ];
}
