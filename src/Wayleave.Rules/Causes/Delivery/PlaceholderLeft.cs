namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.PlaceholderLeft"/>.</summary>
internal static class PlaceholderLeft
{
    public static Cause Cause { get; } = new(
        CauseNames.PlaceholderLeft,
        CauseGroup.Delivery,
        "a template value was never filled in (YOUR-DOMAIN.COM, example.com as server_name)")
    {
        Looks =
            "The default page of the proxy, a 404, or the wrong site answers; or a hop looks up a name such as " +
            "`your-domain.com`.",
        Why =
            "A value of a template was never filled in, so the block that should serve the socket matches no request.",
        Confirm =
            "The configuration contains `YOUR-DOMAIN.COM`, `example.com`, `CHANGEME`, or the like where a name " +
            "of your own belongs. From outside it looks like `path-not-routed`.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Write the real name.",
                """
                server {
                    listen 80;
                    server_name app.your-real-name.net;
                }
                """,
                "https://nginx.org/en/docs/http/server_names.html"),
            Fix.Documented(
                "caddy",
                "Write the real name as the site's address.",
                """
                app.your-real-name.net {
                    reverse_proxy 127.0.0.1:8000
                }
                """,
                "https://caddyserver.com/docs/caddyfile/concepts#addresses"),
            Fix.Documented(
                "apache",
                "Write the real name.",
                "ServerName app.your-real-name.net",
                "https://httpd.apache.org/docs/2.4/mod/core.html#servername"),
            Fix.Documented(
                "any",
                "Replace every placeholder by the name that is in the browser's bar, and have the deployment " +
                "fail while one is left.",
                "",
                "https://nginx.org/en/docs/http/request_processing.html"),
        ],
        Neighbours = [CauseNames.UndefinedVariable, CauseNames.PathNotRouted, CauseNames.UpstreamAddressWrong],
        Seen = Seen.File,
    };
}
