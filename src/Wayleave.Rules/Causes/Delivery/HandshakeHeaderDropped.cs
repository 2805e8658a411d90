namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.HandshakeHeaderDropped"/>.</summary>
internal static class HandshakeHeaderDropped
{
    public static Cause Cause { get; } = new(
        CauseNames.HandshakeHeaderDropped,
        CauseGroup.Delivery,
        "a hop passes the upgrade but drops one of the Sec-WebSocket-* request headers (CDN header policies)")
    {
        Looks =
            "Through the hop the app answers 400 or 426 and names `Sec-WebSocket-Key` or " +
            "`Sec-WebSocket-Version`; straight it is a 101. A plain request passes.",
        Why =
            "The hop passes the upgrade and forwards only headers on its list. CDN policies that name single " +
            "headers are the usual reason.",
        Confirm =
            "With `wayleave echo` in the app's place the report shows which of the `Sec-WebSocket-*` headers did " +
            "not arrive.",
        Fixes =
        [
            Fix.Documented(
                "cloudfront",
                "Use the managed policy AllViewer, or list all five headers in your own policy.",
                """
                "OriginRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3"
                """,
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html"),
            Fix.Tried(
                "nginx",
                "Let the client's headers pass, and set none of the handshake's to an empty value.",
                """
                proxy_pass_request_headers on;
                # delete: proxy_set_header Sec-WebSocket-Key "";
                """,
                "TriedFixes/nginx-handshake-header-dropped",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass_request_headers"),
            Fix.Tried(
                "haproxy",
                "Remove the line that deletes them.",
                """
                backend app
                    # delete: http-request del-header Sec-WebSocket- -m beg
                    server app1 127.0.0.1:8000
                """,
                "TriedFixes/haproxy-handshake-header-dropped",
                "https://docs.haproxy.org/2.6/configuration.html#4.2-http-request"),
            Fix.Documented(
                "varnish",
                "Do not unset Sec-WebSocket headers in vcl_recv or vcl_pipe.",
                "",
                "https://varnish-cache.org/docs/7.1/users-guide/vcl-example-websockets.html"),
            Fix.Documented(
                "envoy",
                "Take the Sec-WebSocket names out of request_headers_to_remove on the route and its virtual host.",
                "",
                "https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto"),
            Fix.Documented(
                "any",
                "Forward Sec-WebSocket-Key, -Version, -Protocol, -Extensions and Origin unchanged.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-11.3"),
        ],
        Neighbours =
        [
            CauseNames.UpgradeHeaderStripped,
            CauseNames.ClientHandshakeMalformed,
            CauseNames.SubprotocolDropped,
            CauseNames.CompressionNegotiation,
        ],
    };
}
