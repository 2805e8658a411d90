namespace Wayleave.Rules.Causes;

/// <summary>The public names of all causes. Add to them; never rename.</summary>
public static class CauseNames
{
    /// <summary>The app refuses this page's Origin (403; also 404, 400, or 101 followed by 1008).</summary>
    public const string OriginNotAllowlisted = "origin-not-allowlisted";

    /// <summary>The app refuses a handshake that has no Origin.</summary>
    public const string OriginMissing = "origin-missing";

    /// <summary>A hop rewrote Host, so the app's Origin-equals-Host or allowed-hosts check refuses.</summary>
    public const string HostHeaderMismatch = "host-header-mismatch";

    /// <summary>A hop lost or added a port in Host/X-Forwarded-Host, so the same check refuses.</summary>
    public const string PortMissingInOrigin = "port-missing-in-origin";

    /// <summary>The app believes the request came over plain http (X-Forwarded-Proto absent, wrong, overwritten by $scheme, or the app trusts another header) and redirects the upgrade or refuses its Origin.</summary>
    public const string ForwardedProtoWrong = "forwarded-proto-wrong";

    /// <summary>Two hops each append a forwarded header that the app reads as one value.</summary>
    public const string ForwardedHeaderDuplicated = "forwarded-header-duplicated";

    /// <summary>The app's configured public URL differs from the one in use.</summary>
    public const string ConfiguredPublicUrlMismatch = "configured-public-url-mismatch";

    /// <summary>The page opens a wrong scheme, host, port or path (localhost, an inner port, a doubled path).</summary>
    public const string ClientUrlWrong = "client-url-wrong";

    /// <summary>An https page opens ws://.</summary>
    public const string MixedContent = "mixed-content";

    /// <summary>The page's Content-Security-Policy does not allow the socket's URL.</summary>
    public const string CspConnectSrc = "csp-connect-src";

    /// <summary>A hop passes the request as plain HTTP, without Upgrade/Connection.</summary>
    public const string UpgradeHeaderStripped = "upgrade-header-stripped";

    /// <summary>A hop speaks HTTP/1.0 to the app.</summary>
    public const string Http10Upstream = "http10-upstream";

    /// <summary>An inner block sets any header and so loses all the inherited ones (nginx proxy_set_header).</summary>
    public const string HeadersLostInLocation = "headers-lost-in-location";

    /// <summary>Connection: upgrade is sent on every request, breaking those that have a body or keep-alive.</summary>
    public const string UpgradeHeaderForced = "upgrade-header-forced";

    /// <summary>A config uses a variable that nothing defines ($connection_upgrade without its map, an unset ${VAR}).</summary>
    public const string UndefinedVariable = "undefined-variable";

    /// <summary>A template value was never filled in (YOUR-DOMAIN.COM, example.com as server_name).</summary>
    public const string PlaceholderLeft = "placeholder-left";

    /// <summary>The socket's path reaches another backend, or none.</summary>
    public const string PathNotRouted = "path-not-routed";

    /// <summary>A hop changes the path (trailing slash, proxy_pass with a URI part, a stripped prefix).</summary>
    public const string PathRewritten = "path-rewritten";

    /// <summary>The hop lacks the module that carries WebSockets.</summary>
    public const string ModuleNotLoaded = "module-not-loaded";

    /// <summary>One side compares header names or tokens with case.</summary>
    public const string HeaderCaseSensitivity = "header-case-sensitivity";

    /// <summary>Cookies or tokens exceed a hop's header buffer, so only real users fail.</summary>
    public const string HeaderTooLarge = "header-too-large";

    /// <summary>The client's own handshake is incomplete.</summary>
    public const string ClientHandshakeMalformed = "client-handshake-malformed";

    /// <summary>A hop passes the upgrade but drops one of the Sec-WebSocket-* request headers (CDN header policies).</summary>
    public const string HandshakeHeaderDropped = "handshake-header-dropped";

    /// <summary>An option name that the client or server library does not know, so a default rules.</summary>
    public const string ClientOptionTypo = "client-option-typo";

    /// <summary>A hop or the app answers the upgrade with 301/302/307/308, which browsers do not follow.</summary>
    public const string RedirectOnUpgrade = "redirect-on-upgrade";

    /// <summary>A hop holds back streamed bytes.</summary>
    public const string ResponseBuffering = "response-buffering";

    /// <summary>A filter (gzip, logging, auth) wraps the response and breaks the switch.</summary>
    public const string MiddlewareBreaksHijack = "middleware-breaks-hijack";

    /// <summary>A WAF's body inspection breaks the switched connection.</summary>
    public const string WafBreaksUpgrade = "waf-breaks-upgrade";

    /// <summary>A WAF rule refuses the handshake.</summary>
    public const string WafRuleBlock = "waf-rule-block";

    /// <summary>A known defect of that proxy's version.</summary>
    public const string ProxyBug = "proxy-bug";

    /// <summary>The app server runs without WebSocket support (uvicorn without a library, WSGI instead of ASGI).</summary>
    public const string ServerLibMissing = "server-lib-missing";

    /// <summary>The origin refuses, resets or is unreachable (502, 503, 504, 521, 522, 523).</summary>
    public const string BackendDown = "backend-down";

    /// <summary>The app itself fails on the handshake or right after it (500, close 1011, a reset by the app).</summary>
    public const string AppError = "app-error";

    /// <summary>No answer to the upgrade while plain requests are answered, and no sign of a platform known for it.</summary>
    public const string UpgradeUnanswered = "upgrade-unanswered";

    /// <summary>What answers does not speak HTTP or sends frames that RFC 6455 forbids.</summary>
    public const string ProtocolViolation = "protocol-violation";

    /// <summary>The hop answers an upgrade with another status than a plain request when no backend is ready.</summary>
    public const string BackendDownMasked = "backend-down-masked";

    /// <summary>The project's own hop points at a wrong address or port while the origin is well.</summary>
    public const string UpstreamAddressWrong = "upstream-address-wrong";

    /// <summary>The origin's firewall does not admit the edge's addresses (works direct, 521/522 through the edge).</summary>
    public const string FirewallBlocksEdge = "firewall-blocks-edge";

    /// <summary>Edge and origin disagree about TLS (Cloudflare Flexible with an origin that redirects to https; Full with an origin that has no TLS: 520, 521, 525).</summary>
    public const string TlsModeMismatch = "tls-mode-mismatch";

    /// <summary>TLS spoken to a plain port, or plain HTTP to a TLS port.</summary>
    public const string SchemePortMismatch = "scheme-port-mismatch";

    /// <summary>A certificate is expired, self-signed, for another name, or its chain is incomplete (526 behind an edge).</summary>
    public const string CertInvalid = "cert-invalid";

    /// <summary>A hop speaks HTTP/2 to a backend that takes WebSockets over HTTP/1.1 only.</summary>
    public const string AlpnH2OnlyBackend = "alpn-h2-only-backend";

    /// <summary>The socket fails over HTTP/2 (RFC 8441) and works over HTTP/1.1.</summary>
    public const string Http2ExtendedConnect = "http2-extended-connect";

    /// <summary>One side sends a PROXY header that the other does not expect.</summary>
    public const string ProxyProtocolMismatch = "proxy-protocol-mismatch";

    /// <summary>The edge or cloud balancer ends a silent connection.</summary>
    public const string IdleTimeoutEdge = "idle-timeout-edge";

    /// <summary>The project's own proxy ends a silent connection.</summary>
    public const string IdleTimeoutProxy = "idle-timeout-proxy";

    /// <summary>The app server ends it (its ping goes unanswered, or its own timer).</summary>
    public const string IdleTimeoutApp = "idle-timeout-app";

    /// <summary>A hop ends every connection at a fixed age, busy or not.</summary>
    public const string MaxConnectionLifetime = "max-connection-lifetime";

    /// <summary>A reload or deploy ends all connections at once.</summary>
    public const string ReloadDropsConnections = "reload-drops-connections";

    /// <summary>Permessage-deflate is negotiated and then breaks.</summary>
    public const string CompressionNegotiation = "compression-negotiation";

    /// <summary>A hop or the app ends the connection at a message over its limit (1009).</summary>
    public const string MaxMessageSize = "max-message-size";

    /// <summary>A hop loses Sec-WebSocket-Protocol, or the app answers one that was not offered.</summary>
    public const string SubprotocolDropped = "subprotocol-dropped";

    /// <summary>The app needs a subprotocol that was not offered.</summary>
    public const string SubprotocolRequired = "subprotocol-required";

    /// <summary>The offered subprotocol is not a token.</summary>
    public const string SubprotocolMalformed = "subprotocol-malformed";

    /// <summary>A 101 whose Sec-WebSocket-Accept, Upgrade or Connection is absent or wrong.</summary>
    public const string HandshakeCorrupted = "handshake-corrupted";

    /// <summary>The platform passes HTTP but no WebSockets (no answer, 403, 501).</summary>
    public const string PlatformNoWebsockets = "platform-no-websockets";

    /// <summary>The platform can, but the setting is off.</summary>
    public const string PlatformWebsocketsOff = "platform-websockets-off";

    /// <summary>The edge does not proxy that port.</summary>
    public const string EdgePortNotProxied = "edge-port-not-proxied";

    /// <summary>The edge answers with a page of its own (challenge, pre-visit page, splash).</summary>
    public const string EdgeInterstitial = "edge-interstitial";

    /// <summary>The platform answers that path itself.</summary>
    public const string PathReservedByPlatform = "path-reserved-by-platform";

    /// <summary>The annotation is on the wrong object or for another controller.</summary>
    public const string K8sAnnotationWrong = "k8s-annotation-wrong";

    /// <summary>An access proxy redirects or refuses the upgrade.</summary>
    public const string AuthProxyBlocksUpgrade = "auth-proxy-blocks-upgrade";

    /// <summary>The client's own network inspects or blocks.</summary>
    public const string ClientNetworkIntercepts = "client-network-intercepts";

    /// <summary>The app refuses for want of credentials (401, 403, 1008).</summary>
    public const string AuthRequired = "auth-required";

    /// <summary>A connection token is past its life or was already used.</summary>
    public const string TokenExpiredOrReused = "token-expired-or-reused";

    /// <summary>429, or an equivalent refusal, under repeated connections.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>A hop or the app allows only so many connections per client or user (503, 429, 1008, 1013).</summary>
    public const string ConnectionLimit = "connection-limit";

    /// <summary>A hop is out of connections for everybody.</summary>
    public const string WorkerConnectionsExhausted = "worker-connections-exhausted";

    /// <summary>Requests of one client reach different backends.</summary>
    public const string StickySessionMissing = "sticky-session-missing";

    /// <summary>A protection was switched off for debugging and left off (Streamlit enableXsrfProtection = false, enableCORS = false, proxy_ssl_verify off).</summary>
    public const string DebugSettingLeftOn = "debug-setting-left-on";

    /// <summary>The name does not resolve.</summary>
    public const string DnsNotFound = "dns-not-found";

    /// <summary>A hop or this machine uses an address that is no longer the name's.</summary>
    public const string DnsStale = "dns-stale";

    /// <summary>Nginx resolves a variable upstream without a resolver.</summary>
    public const string DnsResolverMissing = "dns-resolver-missing";
}
