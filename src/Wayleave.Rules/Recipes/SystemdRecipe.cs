namespace Wayleave.Rules.Recipes;

/// <summary>A systemd unit that runs Wayleave in front of an app.</summary>
internal sealed class SystemdRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "systemd";

    /// <inheritdoc/>
    public string Summary => "a systemd unit that runs Wayleave in front of the app";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "Save as /etc/systemd/system/wayleave.service, then: systemctl daemon-reload && systemctl enable --now wayleave") +
        $"""

        [Unit]
        Description=Wayleave in front of {options.Domain}
        After=network-online.target
        Wants=network-online.target

        [Service]
        # From systemd 253 on, notify-reload makes `systemctl reload` wait until the reload is done.
        Type=notify
        NotifyAccess=all
        # Where `dotnet publish src/Wayleave.Cli -c Release -o /opt/wayleave` has put it.
        ExecStart=/opt/wayleave/wayleave serve --to {options.To.GetLeftPart(UriPartial.Authority)} --listen http://0.0.0.0:80{(options.Tls ? " --listen https://0.0.0.0:443" : "")}{(options.BehindEdge ? " --edge " + options.Edge : "")}
        ExecReload=/bin/kill -s HUP $MAINPID
        DynamicUser=yes
        StateDirectory=wayleave
        WorkingDirectory=/var/lib/wayleave
        # Ports below 1024 without being root.
        AmbientCapabilities=CAP_NET_BIND_SERVICE
        # Two for each socket: the browser's side and the app's.
        LimitNOFILE=65536
        # Open sockets are told to leave over 30 s, and get 10 s more.
        TimeoutStopSec=45
        WatchdogSec=30
        Restart=on-failure

        [Install]
        WantedBy=multi-user.target

        """;
}
