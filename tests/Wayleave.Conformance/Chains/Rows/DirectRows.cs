using Wayleave.Rules.Causes;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Conformance.Chains.Rows;

/// <summary>Apps without anything in front, well and ill; and peers that no library would be.</summary>
internal static class DirectRows
{
    /// <summary>The rows.</summary>
    public static IEnumerable<Chain> All =>
    [
        Healthy("uvicorn", "/ws"), Healthy("channels", "/ws/chat/lobby/"), Healthy("streamlit", "/_stcore/stream"), Healthy("ws", "/"),
        Healthy("socketio", "/socket.io/?EIO=4&transport=websocket"), Healthy("websockets", "/"), Healthy("ws-path", "/ws"),
        Healthy("tornado-deflate", "/ws"), Healthy("ws-heartbeat", "/ws"), Healthy("ws-same-host", "/ws"), Healthy("ws-wants-origin", "/ws"),
        Healthy("ws-64k", "/ws"), Healthy("tornado-any", "/ws"),
        new("channels-token", "daphne/Channels, the right token given") { Url = "ws://@channels@/ws/token/?connection_token=right", Answers = "101" },

        // The path.
        Ill("uvicorn-wrong-path", "ws://@uvicorn@/websocket", "403", CauseNames.PathNotRouted + "|" + CauseNames.AuthRequired),
        Ill("channels-wrong-path", "ws://@channels@/ws/nowhere/", "500", CauseNames.AppError + "|" + CauseNames.PathNotRouted),
        Ill("streamlit-wrong-path", "ws://@streamlit@/stream", "404", CauseNames.PathNotRouted),
        Ill("ws-wrong-path", "ws://@ws-path@/socket", "404", CauseNames.PathNotRouted),
        Ill("pages-only", "ws://@pages@/ws", "200", CauseNames.PathNotRouted + "|" + CauseNames.ServerLibMissing),

        // The library.
        Ill("uvicorn-no-ws-library", "ws://@uvicorn-no-ws@/ws", "400", CauseNames.ServerLibMissing),

        // Identity and admission.
        Ill("ws-origin-refused", "ws://@ws-origin@/ws", "401", CauseNames.OriginNotAllowlisted + "|" + CauseNames.AuthRequired),
        Ill("websockets-origin-refused", "ws://@websockets-origins@/ws", "403", CauseNames.OriginNotAllowlisted),
        Ill("socketio-origin-refused", "ws://@socketio-cors@/socket.io/?EIO=4&transport=websocket", "400", CauseNames.OriginNotAllowlisted),
        Ill("channels-origin-refused", "ws://@channels-hosts@/ws/chat/lobby/", "403", CauseNames.OriginNotAllowlisted + "|" + CauseNames.HostHeaderMismatch),
        Ill("ws-1008-origin", "ws://@ws-1008-origin@/ws", "101", CauseNames.OriginNotAllowlisted),
        Ill("ws-1008-token", "ws://@ws-1008-token@/ws", "101", CauseNames.AuthRequired),
        Ill("ws-401", "ws://@ws-401@/ws", "401", CauseNames.AuthRequired),
        Ill("uvicorn-token", "ws://@uvicorn@/ws/token", "403", CauseNames.AuthRequired + "|" + CauseNames.PathNotRouted),
        Ill("channels-no-token", "ws://@channels@/ws/token/", "403", CauseNames.AuthRequired),
        Ill("ws-login", "ws://@ws-login@/ws", "302", CauseNames.AuthProxyBlocksUpgrade + "|" + CauseNames.AuthRequired),
        new("ws-401-cookie", "the same with --cookie: opens") { Url = "ws://@ws-401@/ws", With = o => o with { Cookie = "session=abc" }, Answers = "401" },
        new("ws-used-token", "a token that can be used once, asked with --twice")
        {
            Url = "ws://@ws-once@/ws?token=abc", With = o => o with { Twice = true }, Answers = null, Verdict = Verdict.Degraded,
            Cause = CauseNames.TokenExpiredOrReused, Hop = "app",
        },
        new("ws-fresh-token", "a token that can be used once: only our own later probes are refused") { Url = "ws://@ws-once@/ws?token=def", Answers = null },
        new("ws-guests", "an app with eight places, asked with --burst 20")
        {
            Url = "ws://@ws-8-guests@/ws", With = o => o with { Burst = 20 }, Answers = "101", Verdict = Verdict.Degraded,
            Cause = CauseNames.ConnectionLimit, Hop = "app",
        },
        Ill("ws-1013", "ws://@ws-1013@/ws", "101", CauseNames.ConnectionLimit),
        new("ws-wants-subprotocol", "an app that wants a subprotocol, none offered")
        {
            Url = "ws://@ws-wants-subprotocol@/ws", Answers = "400", Verdict = Verdict.Broken, Cause = CauseNames.SubprotocolRequired, Hop = "app",
        },
        new("ws-wants-subprotocol-given", "the same with --subprotocol: opens")
        {
            Url = "ws://@ws-wants-subprotocol@/ws", With = o => o with { Subprotocols = ["chat.v1"] }, Answers = "400",
        },
        new("ws-no-subprotocol", "an app that chooses none of the subprotocols offered")
        {
            Url = "ws://@ws-no-subprotocol@/ws", With = o => o with { Subprotocols = ["chat.v1"] }, Answers = "101", Verdict = Verdict.Broken,
            Cause = CauseNames.SubprotocolDropped,
        },

        // The app fails.
        Ill("ws-500", "ws://@ws-500@/ws", "500", CauseNames.AppError),
        Ill("ws-1011", "ws://@ws-1011@/ws", "101", CauseNames.AppError),
        Ill("ws-cut", "ws://@ws-cut@/ws", "101", CauseNames.AppError),
        Ill("uvicorn-crash", "ws://@uvicorn@/ws/crash", "101", CauseNames.AppError),
        Ill("uvicorn-crash-before", "ws://@uvicorn@/ws/crash-before", "500", CauseNames.AppError),
        Ill("reset-upgrade", "ws://@reset-upgrade@/ws", "closed", CauseNames.AppError),
        Ill("close-upgrade", "ws://@close-upgrade@/ws", "closed", CauseNames.AppError),
        Ill("silent-upgrade", "ws://@silent-upgrade@/ws", "nothing", CauseNames.UpgradeUnanswered),
        Ill("silent", "ws://@silent@/ws", "nothing", CauseNames.BackendDown + "|" + CauseNames.UpgradeUnanswered),
        Ill("nothing-listens", "ws://@dead@/ws", "refused", CauseNames.BackendDown),
        new("ws-1000", "an app that closes with 1000 at once, unasked")
        {
            Url = "ws://@ws-1000@/ws", Answers = "101", Verdict = Verdict.Degraded, Cause = CauseNames.AppError, Hop = "app",
        },

        // Time.
        new("ws-idle-app", "an app that ends sockets without messages after 2 s; pings do not count, and messages only where --send gives one")
        {
            Url = "ws://@ws-idle-2s@/ws", With = o => o with { Idle = TimeSpan.FromSeconds(4), Send = "still here" }, Answers = "101",
            Verdict = Verdict.Degraded, Cause = CauseNames.IdleTimeoutApp, Hop = "app",
        },
        new("ws-idle-app-unsent", "the same without --send: nothing tells it from a lifetime")
        {
            Url = "ws://@ws-idle-2s@/ws", With = o => o with { Idle = TimeSpan.FromSeconds(4) }, Answers = "101", Verdict = Verdict.Degraded,
            Cause = $"{CauseNames.IdleTimeoutApp}|{CauseNames.MaxConnectionLifetime}", Hop = "app|proxy",
        },
        new("ws-lifetime", "an app that ends every socket after 2 s")
        {
            Url = "ws://@ws-life-2s@/ws", With = o => o with { Idle = TimeSpan.FromSeconds(4) }, Answers = "101", Verdict = Verdict.Degraded,
            Cause = CauseNames.MaxConnectionLifetime, Hop = "app|proxy",
        },

        // What answers is not what it should be.
        Ill("wrong-accept", "ws://@wrong-accept@/ws", "101", CauseNames.HandshakeCorrupted),
        Ill("no-accept", "ws://@no-accept@/ws", "101", CauseNames.HandshakeCorrupted),
        Ill("no-upgrade-header", "ws://@no-upgrade-header@/ws", "101", CauseNames.HandshakeCorrupted),
        Ill("unasked-extension", "ws://@unasked-extension@/ws", "101", CauseNames.HandshakeCorrupted + "|" + CauseNames.CompressionNegotiation + "|" + CauseNames.ProtocolViolation),
        Ill("unasked-subprotocol", "ws://@unasked-subprotocol@/ws", "101", CauseNames.SubprotocolDropped),
        Ill("masked-frames", "ws://@masked-frames@/ws", "101", CauseNames.ProtocolViolation),
        Ill("bad-opcode", "ws://@bad-opcode@/ws", "101", CauseNames.ProtocolViolation),
        Ill("garbage-frames", "ws://@garbage-frames@/ws", "101", CauseNames.ProtocolViolation),
        Ill("garbage", "ws://@garbage@/ws", "not HTTP", CauseNames.ProtocolViolation),
        Ill("ssh", "ws://@ssh@/ws", "not HTTP", CauseNames.ProtocolViolation),
        Ill("huge-head", "ws://@huge-head@/ws", "endless", CauseNames.ProtocolViolation),
        Ill("dripping-head", "ws://@dripping-head@/ws", "endless", CauseNames.ProtocolViolation),
        Ill("partial-content", "ws://@partial-content@/ws", "206", CauseNames.PathNotRouted),
        Ill("payment-required", "ws://@payment-required@/ws", "402", CauseNames.PathNotRouted),
        Ill("unprocessable", "ws://@unprocessable@/ws", "422", CauseNames.AppError),
        Ill("endless-body", "ws://@endless-body@/ws", "200", CauseNames.PathNotRouted + "|" + CauseNames.ProtocolViolation),
        Ill("binary", "ws://@binary@/ws", "200", CauseNames.PathNotRouted + "|" + CauseNames.ProtocolViolation),
    ];

    private static Chain Healthy(string app, string path) => new($"direct-{app}", $"{app}, nothing in front") { Url = $"ws://@{app}@{path}", Answers = "101" };

    private static Chain Ill(string name, string url, string? answers, string cause) => new(name, $"{name.Replace('-', ' ')}, nothing in front")
    {
        Url = url, Answers = answers, Verdict = Verdict.Broken, Cause = cause,
    };
}
