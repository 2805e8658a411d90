namespace Wayleave.Rules.Causes.Tls;

/// <summary>The page of <see cref="CauseNames.Http2ExtendedConnect"/>.</summary>
internal static class Http2ExtendedConnect
{
    public static Cause Cause { get; } = new(
        CauseNames.Http2ExtendedConnect,
        CauseGroup.Tls,
        "the socket fails over HTTP/2 (RFC 8441) and works over HTTP/1.1")
    {
        Looks =
            "Browsers fail where command-line clients succeed, or the socket fails only once HTTP/2 is on. The " +
            "server gets a CONNECT with `:protocol` and answers 400, 404, 405 or a stream reset.",
        Why =
            "A server announced extended CONNECT, so the browser puts the socket into its HTTP/2 connection, and " +
            "something behind that announcement cannot carry it.",
        Confirm =
            "`wayleave doctor` opens the socket over both versions: HTTP/1.1 gives 101, and extended CONNECT is " +
            "refused although it was announced.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "nginx does not announce extended CONNECT: browsers then open a second connection over HTTP/1.1. " +
                "Nothing is to be changed in nginx itself.",
                "",
                "https://github.com/nginx/nginx/issues/1428"),
            Fix.Documented(
                "haproxy",
                "Do not announce it to clients that cannot use it.",
                """
                global
                    h2-workaround-bogus-websocket-clients
                """,
                "https://docs.haproxy.org/2.6/configuration.html#3.1-h2-workaround-bogus-websocket-clients"),
            Fix.Documented(
                "envoy",
                "Remove allow_connect from the listener's HTTP/2 options, or allow the upgrade on every route.",
                """
                http2_protocol_options:
                  allow_connect: false
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades"),
            Fix.Documented(
                "apache",
                "Leave sockets over HTTP/2 off, which is the default (2.4.58 or later), or offer HTTP/1.1 only.",
                """
                # a2enmod http2
                H2WebSockets off
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_http2.html#h2websockets"),
            Fix.Documented(
                "aspnet",
                "Kestrel announces it: map the socket's route for every method, since CONNECT is not GET, or " +
                "offer HTTP/1.1 only.",
                """
                builder.WebHost.ConfigureKestrel(options =>
                    options.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http1));
                """,
                "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets#http2-websockets-support"),
            Fix.Documented(
                "go",
                "Do not switch extended CONNECT on: it is off since 1.24, and on in what is built with " +
                "golang.org/x/net 0.33.",
                "GODEBUG=http2xconnect=0 ./app",
                "https://github.com/golang/go/issues/71128"),
            Fix.Documented(
                "any",
                "Announce SETTINGS_ENABLE_CONNECT_PROTOCOL only where every route behind it can serve it; " +
                "without it browsers use HTTP/1.1.",
                "",
                "https://www.rfc-editor.org/rfc/rfc8441#section-3"),
        ],
        Neighbours = [CauseNames.AlpnH2OnlyBackend, CauseNames.ProtocolViolation, CauseNames.ProxyBug],
    };
}
