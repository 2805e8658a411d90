namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.Http10Upstream"/>.</summary>
internal static class Http10Upstream
{
    public static Cause Cause { get; } = new(
        CauseNames.Http10Upstream,
        CauseGroup.Delivery,
        "a hop speaks HTTP/1.0 to the app")
    {
        Looks =
            "The handshake gets 400, 426 or 505 from some apps and a 101 from lenient ones, always through the " +
            "proxy only.",
        Why =
            "`Upgrade` does not exist in HTTP/1.0, and nginx before 1.29.7 speaks 1.0 to its upstreams unless " +
            "told otherwise. RFC 6455 wants at least 1.1.",
        Confirm = "With `wayleave echo` in the app's place the report shows the version that arrived: `HTTP/1.0`.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Speak HTTP/1.1 to the app, beside the two upgrade headers.",
                "proxy_http_version 1.1;",
                "TriedFixes/nginx-http10-upstream",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version"),
            Fix.Documented(
                "apache",
                "Remove the variables that force the old version.",
                """
                # delete: SetEnv force-proxy-request-1.0 1
                SetEnv proxy-initial-not-pooled 1
                """,
                "https://httpd.apache.org/docs/2.4/env.html#special"),
            Fix.Documented(
                "any",
                "Let every hop speak HTTP/1.1 towards the app on the socket's path.",
                "",
                "https://www.rfc-editor.org/rfc/rfc6455#section-4.1"),
        ],
        Neighbours = [CauseNames.UpgradeHeaderStripped, CauseNames.HeadersLostInLocation],
    };
}
