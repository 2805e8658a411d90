namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.HeadersLostInLocation"/>.</summary>
internal static class HeadersLostInLocation
{
    public static Cause Cause { get; } = new(
        CauseNames.HeadersLostInLocation,
        CauseGroup.Delivery,
        "an inner block sets any header and so loses all the inherited ones (nginx proxy_set_header)")
    {
        Looks =
            "One path's socket fails while others work, although the headers are set for the whole server. The " +
            "app sees `Connection: close`, no `Upgrade`, or the upstream's name as `Host`.",
        Why =
            "In nginx, `proxy_set_header` lines are inherited only by a block that has none of its own. One line " +
            "in a location, even an unrelated one, drops all those of the outer levels.",
        Confirm =
            "With `wayleave echo` in the app's place, the headers of the outer level are absent while the " +
            "location's own ones arrive. The configuration shows it for certain.",
        Fixes =
        [
            Fix.Tried(
                "nginx",
                "Repeat the whole set in the location that has a line of its own, or keep the set in a file and " +
                "include it there.",
                """
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      close;
                }
                server {
                    location /ws/ {
                        proxy_pass http://127.0.0.1:8000;
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection $connection_upgrade;
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                        proxy_set_header X-Forwarded-Proto $scheme;
                        proxy_set_header X-My-Own value;
                    }
                }
                """,
                "TriedFixes/nginx-headers-lost-in-location",
                "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header"),
            Fix.Documented(
                "any",
                "Look for every place between the hop's outermost level and the socket's block that sets " +
                "headers, and repeat the full set in the innermost one.",
                "",
                "https://github.com/HamedMP/matrix-os/issues/1524"),
        ],
        Neighbours = [CauseNames.UpgradeHeaderStripped, CauseNames.HostHeaderMismatch, CauseNames.PathNotRouted],
    };
}
