namespace Wayleave.Rules.Causes.Platform;

/// <summary>The page of <see cref="CauseNames.PlatformWebsocketsOff"/>.</summary>
internal static class PlatformWebsocketsOff
{
    public static Cause Cause { get; } = new(
        CauseNames.PlatformWebsocketsOff,
        CauseGroup.Platform,
        "the platform can, but the setting is off")
    {
        Looks =
            "The platform answers the upgrade itself: 503.12 (IIS), 400, or a plain page, while its " +
            "documentation says that it can.",
        Why =
            "WebSockets are a switch there, and it is off: Azure App Service's Web sockets, Cloudflare's network " +
            "setting, Nginx Proxy Manager's toggle, IIS's role service.",
        Confirm =
            "The answer names it, or the switch can be read in the platform's settings. With the switch on the " +
            "same handshake succeeds.",
        Fixes =
        [
            Fix.Documented(
                "azure-app-service",
                "Switch Web sockets on.",
                """
                az webapp config set --resource-group "$GROUP" --name "$APP" --web-sockets-enabled true
                """,
                "https://learn.microsoft.com/en-us/azure/app-service/configure-common"),
            Fix.Documented(
                "cloudflare",
                "Switch WebSockets on: Network > WebSockets, or by the API.",
                """
                curl -X PATCH "https://api.cloudflare.com/client/v4/zones/$ZONE_ID/settings/websockets" \
                  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"value":"on"}'
                """,
                "https://developers.cloudflare.com/network/websockets/"),
            Fix.Documented(
                "iis",
                "Install the role service and leave it on in web.config.",
                "Install-WindowsFeature Web-WebSockets",
                "https://learn.microsoft.com/en-us/iis/get-started/whats-new-in-iis-8/iis-80-websocket-protocol-support"),
            Fix.Documented(
                "nginx-proxy-manager",
                "Edit the proxy host and switch Websockets Support on.",
                "",
                "https://nginxproxymanager.com/guide/"),
            Fix.Documented(
                "envoy",
                "Allow the upgrade.",
                """
                upgrade_configs:
                  - upgrade_type: websocket
                """,
                "https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/upgrades"),
            Fix.Documented(
                "any",
                "Find the platform's WebSocket switch and turn it on.",
                "",
                "https://www.rfc-editor.org/rfc/rfc9110#section-7.8"),
        ],
        Neighbours = [CauseNames.PlatformNoWebsockets, CauseNames.ModuleNotLoaded, CauseNames.UpgradeHeaderStripped],
    };
}
