namespace Wayleave.Rules.Recipes;

/// <summary>A Dockerfile with the app and Wayleave in front of it in one container, as platforms want it that run one image on one port.</summary>
internal sealed class DockerfileRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "dockerfile";

    /// <inheritdoc/>
    public string Summary => "a Dockerfile: the app and Wayleave in front of it in one container";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "Save as Dockerfile beside ./app (the app) and ./wayleave (a checkout of Wayleave), then: docker build -t app .") +
        $$"""

        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS wayleave
        COPY wayleave /src
        RUN dotnet publish /src/src/Wayleave.Cli -c Release --self-contained -o /opt/wayleave

        FROM python:3.12-slim
        COPY --from=wayleave /opt/wayleave /opt/wayleave
        WORKDIR /app
        COPY app/requirements.txt .
        RUN pip install --no-cache-dir -r requirements.txt
        COPY app .

        # The platform says which port it calls; 8080 where it says none. The app listens inside only.
        ENV PORT=8080
        EXPOSE 8080

        # Both run side by side; when one ends, so does the container, and the platform starts it again. Put the app's own command in the first line.
        CMD ["/bin/bash", "-c", "\
        streamlit run app.py --server.address 127.0.0.1 --server.port {{options.To.Port}} --server.headless true & \
        /opt/wayleave/wayleave serve --to http://127.0.0.1:{{options.To.Port}}{{(options.BehindEdge ? " --edge " + options.Edge : "")}} & \
        wait -n"]

        """;
}
