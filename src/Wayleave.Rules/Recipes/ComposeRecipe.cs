namespace Wayleave.Rules.Recipes;

/// <summary>A compose file: the app with Wayleave in front.</summary>
internal sealed class ComposeRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "compose";

    /// <inheritdoc/>
    public string Summary => "a compose.yaml: the app, and Wayleave in front of it";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "Save as compose.yaml beside the Dockerfile of `wayleave config dockerfile`; ./wayleave is a checkout of Wayleave.") +
        $$"""

        services:
          app:
            build: ./app
            # No ports: only the gateway is reached from outside.
            expose: ["{{options.To.Port}}"]
            restart: unless-stopped

          gateway:
            build:
              context: ./wayleave
              dockerfile_inline: |
                FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
                COPY . /src
                RUN dotnet publish /src/src/Wayleave.Cli -c Release -o /out
                FROM mcr.microsoft.com/dotnet/aspnet:10.0
                COPY --from=build /out /opt/wayleave
                ENTRYPOINT ["dotnet", "/opt/wayleave/wayleave.dll"]
            command:
              - serve
              - --to
              - http://app:{{options.To.Port}}
              - --listen
              - http://0.0.0.0:8080
        {{Tls(options)}}    ports:
              - "80:8080"
        {{(options.Tls ? "      - \"443:8443\"\n" : "")}}    # Open sockets are told to leave over 30 s, and get 10 s more.
            stop_grace_period: 45s
            depends_on: [app]
            restart: unless-stopped

        """;

    private static string Tls(RecipeOptions options) =>
        (options.Tls ? "      - --listen\n      - https://0.0.0.0:8443\n" : "") + (options.BehindEdge ? $"      - --edge\n      - {options.Edge}\n" : "");
}
