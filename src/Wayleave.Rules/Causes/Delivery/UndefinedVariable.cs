namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.UndefinedVariable"/>.</summary>
internal static class UndefinedVariable
{
    public static Cause Cause { get; } = new(
        CauseNames.UndefinedVariable,
        CauseGroup.Delivery,
        "a config uses a variable that nothing defines ($connection_upgrade without its map, an unset ${VAR})")
    {
        Looks =
            "The proxy refuses to start, or it runs on its old configuration; or it starts and sends an empty " +
            "value or the literal text `${NAME}`.",
        Why =
            "The snippet was copied without the block that defines its variable (`$connection_upgrade` needs its " +
            "`map`), or a template was filled without that variable in the environment.",
        Confirm =
            "The proxy's own check names it: `nginx -t` says `unknown \"connection_upgrade\" variable`. For a " +
            "template, look at the file that was produced, not at the template.",
        Fixes =
        [
            Fix.Documented(
                "nginx",
                "Define the variable once, in the http block.",
                """
                map $http_upgrade $connection_upgrade {
                    default upgrade;
                    ''      close;
                }
                """,
                "https://nginx.org/en/docs/http/websocket.html"),
            Fix.Documented(
                "docker",
                "Name the variables that envsubst may replace, so that nginx's own stay as they are, and set " +
                "each of them.",
                """
                services:
                  proxy:
                    image: nginx:1.27
                    environment:
                      NGINX_ENVSUBST_FILTER: "^APP_"
                      APP_TARGET_URL: "http://app:8000"
                """,
                "https://hub.docker.com/_/nginx"),
            Fix.Documented(
                "haproxy",
                "Set the variable in the service's environment, or give it a default in place.",
                """
                backend app
                    server app1 "${APP_ADDRESS-127.0.0.1}:8000"
                """,
                "https://docs.haproxy.org/2.6/configuration.html#2.3"),
            Fix.Documented(
                "caddy",
                "Set the variable in the service's environment, or give it a default in place.",
                "reverse_proxy {$APP_ADDRESS:127.0.0.1:8000}",
                "https://caddyserver.com/docs/caddyfile/concepts#environment-variables"),
            Fix.Documented(
                "any",
                "Run the program's own check of the final file (nginx -t, haproxy -c, caddy validate, apachectl " +
                "-t) before every reload.",
                "",
                "https://nginx.org/en/docs/switches.html"),
        ],
        Neighbours = [CauseNames.PlaceholderLeft, CauseNames.UpgradeHeaderStripped, CauseNames.DnsResolverMissing],
        Seen = Seen.File,
    };
}
