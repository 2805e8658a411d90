namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.EdgePortNotProxied"/>.</summary>
internal static class EdgePortNotProxied
{
    public static Cause Cause { get; } = new(
        CauseNames.EdgePortNotProxied,
        CauseGroup.Platform,
        "the edge does not proxy that port")
    {
        Looks =
            "The page works on 443; the socket on another port of the same name times out, or is refused, and " +
            "works with the name of the origin.",
        Why =
            "The edge carries a fixed list of ports. Cloudflare proxies 80, 8080, 8880, 2052, 2082, 2086, 2095 " +
            "and 443, 2053, 2083, 2087, 2096, 8443.",
        Confirm =
            "`wayleave doctor` sees the name's addresses in the edge's ranges, the port not on its list, and no " +
            "connection there.",
        Fixes =
        [
            Fix.Documented(
                "cloudflare",
                "Serve the socket on 443 under a path; else on 8443, 2053, 2083, 2087 or 2096, or under a name " +
                "that is DNS only.",
                "",
                "https://developers.cloudflare.com/fundamentals/reference/network-ports/"),
            Fix.Documented(
                "nginx",
                "Lead a path of the page's own port to the socket's inner port.",
                """
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      close;
                }
                server {
                    location /ws/ {
                        proxy_pass http://127.0.0.1:3053;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_set_header Host $http_host;
                    }
                }
                """,
                "https://nginx.org/en/docs/http/websocket.html"),
            Fix.Documented(
                "cloudfront",
                "CloudFront listens on 80 and 443 only: use a behaviour for the path with an origin on the other port.",
                "",
                "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html"),
            Fix.Documented(
                "heroku",
                "One port is public: serve page and socket on $PORT.",
                "",
                "https://devcenter.heroku.com/articles/runtime-principles"),
            Fix.Documented(
                "client",
                "Open the socket on the page's own port.",
                "const socket = new WebSocket(`wss://${location.host}/ws/`);",
                "https://developer.mozilla.org/en-US/docs/Web/API/WebSocket/WebSocket"),
            Fix.Documented(
                "any",
                "Serve the socket on port 443 under a path.",
                "",
                "https://developers.cloudflare.com/fundamentals/reference/network-ports/"),
        ],
        Neighbours = [CauseNames.ClientUrlWrong, CauseNames.BackendDown, CauseNames.SchemePortMismatch],
    };
}
