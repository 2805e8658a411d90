namespace Wayleave.Rules.Causes.Delivery;

/// <summary>The page of <see cref="CauseNames.ModuleNotLoaded"/>.</summary>
internal static class ModuleNotLoaded
{
    public static Cause Cause { get; } = new(
        CauseNames.ModuleNotLoaded,
        CauseGroup.Delivery,
        "the hop lacks the module that carries WebSockets")
    {
        Looks =
            "The proxy is configured for WebSockets and still answers the upgrade with 500, 400, 404 or a plain " +
            "page; its error log speaks of a missing protocol handler. Or it refuses to start.",
        Why = "The program carries WebSockets in a module that is not loaded or was not built in.",
        Confirm = "Ask the program for its modules: `apachectl -M`, `nginx -V`, Windows' list of role services.",
        Fixes =
        [
            Fix.Documented(
                "apache",
                "Apache 2.4.47 or later needs mod_proxy_http only.",
                """
                # a2enmod proxy proxy_http && systemctl reload apache2
                ProxyPass "/" "http://127.0.0.1:8000/" upgrade=websocket
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#protoupgrade"),
            Fix.Documented(
                "apache",
                "Older Apache, or a ws target, needs mod_proxy_wstunnel.",
                """
                # a2enmod proxy proxy_wstunnel && systemctl restart apache2
                ProxyPass "/ws/" "ws://127.0.0.1:8000/ws/"
                """,
                "https://httpd.apache.org/docs/2.4/mod/mod_proxy_wstunnel.html"),
            Fix.Documented(
                "iis",
                "Install the role service.",
                "Install-WindowsFeature Web-WebSockets",
                "https://learn.microsoft.com/en-us/iis/get-started/whats-new-in-iis-8/iis-80-websocket-protocol-support"),
            Fix.Documented(
                "any",
                "List the loaded modules, load the one that carries WebSockets, and restart the hop.",
                "",
                "https://httpd.apache.org/docs/2.4/programs/httpd.html"),
        ],
        Neighbours = [CauseNames.UpgradeHeaderStripped, CauseNames.PlatformWebsocketsOff, CauseNames.ServerLibMissing],
        Seen = Seen.File,
    };
}
