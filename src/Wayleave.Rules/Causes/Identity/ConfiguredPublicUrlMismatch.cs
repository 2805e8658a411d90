namespace Wayleave.Rules.Causes.Identity;

/// <summary>The page of <see cref="CauseNames.ConfiguredPublicUrlMismatch"/>.</summary>
internal static class ConfiguredPublicUrlMismatch
{
    public static Cause Cause { get; } = new(
        CauseNames.ConfiguredPublicUrlMismatch,
        CauseGroup.Identity,
        "the app's configured public URL differs from the one in use")
    {
        Looks =
            "Works under one name and is refused (403) under another: `localhost` but not `127.0.0.1`, the old " +
            "domain but not the new one.",
        Why =
            "The app does not compare with the request's Host but with a public URL from its own configuration, " +
            "and that URL is not the one in use.",
        Confirm =
            "`wayleave doctor URL --page-origin https://OLD-NAME` succeeds while the page's own Origin is " +
            "refused. The app's settings name the old address.",
        Fixes =
        [
            Fix.Documented(
                "phoenix",
                "Set the host that the public uses; the default of check_origin compares with it.",
                """
                # config/runtime.exs
                config :my_app, MyAppWeb.Endpoint,
                  url: [scheme: "https", host: "app.example.com", port: 443]
                """,
                "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html"),
            Fix.Documented(
                "grafana",
                "Set the address as users type it.",
                """
                [server]
                domain = app.example.com
                root_url = https://app.example.com/
                """,
                "https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#root_url"),
            Fix.Documented(
                "streamlit",
                "Set the address and port that the browser uses.",
                """
                # .streamlit/config.toml
                [browser]
                serverAddress = "app.example.com"
                serverPort = 443
                """,
                "https://docs.streamlit.io/develop/api-reference/configuration/config.toml"),
            Fix.Documented(
                "jupyter",
                "Set the server's base URL to the path that the proxy publishes, and allow the page's Origin.",
                """
                # jupyter_server_config.py
                c.ServerApp.base_url = "/"
                c.ServerApp.allow_origin = "https://app.example.com"
                """,
                "https://jupyter-server.readthedocs.io/en/latest/other/full-config.html"),
            Fix.Documented(
                "rails",
                "Correct the cable's address.",
                """
                # config/environments/production.rb
                config.action_cable.url = "wss://app.example.com/cable"
                """,
                "https://guides.rubyonrails.org/action_cable_overview.html#consumer-configuration"),
            Fix.Documented(
                "any",
                "Set the app's public URL (often PUBLIC_URL, BASE_URL, ROOT_URL or WEBHOOK_URL) to the address " +
                "in the browser's bar, scheme and port included.",
                "",
                "https://github.com/phoenixframework/phoenix/issues/1096"),
        ],
        Neighbours = [CauseNames.OriginNotAllowlisted, CauseNames.HostHeaderMismatch, CauseNames.ClientUrlWrong],
        Seen = Seen.File,
    };
}
