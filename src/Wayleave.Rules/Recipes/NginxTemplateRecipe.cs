namespace Wayleave.Rules.Recipes;

/// <summary>A template for nginx's container image, filled from the environment.</summary>
internal sealed class NginxTemplateRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "nginx-template";

    /// <inheritdoc/>
    public string Summary => "a template for nginx's container image: /etc/nginx/templates/default.conf.template, filled from DOMAIN, APP_URL and APP_HOST";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "Save as templates/default.conf.template, mounted at /etc/nginx/templates. The image fills it at its start from:") +
        $"#   DOMAIN={options.Domain}\n#   APP_URL={options.To.GetLeftPart(UriPartial.Authority)}\n#   APP_HOST={options.To.Host}\n" +
        NginxRecipe.Body(options, "${DOMAIN}", Pass(options));

    private static string Pass(RecipeOptions options) =>
        $$"""
                # Docker's name server: the variable has nginx look the name up again when a container is made anew.
                resolver {{(options.ToPublicName ? "1.1.1.1 8.8.8.8" : "127.0.0.11")}} valid=30s;
                set $app ${APP_URL};
                proxy_pass $app;
                proxy_ssl_server_name on;
                proxy_ssl_name ${APP_HOST};
                proxy_set_header Host {{(options.ToPublicName ? "${APP_HOST}" : "$http_host")}};
                proxy_http_version 1.1;
                proxy_set_header Upgrade $app_upgrade;
                proxy_set_header Connection $app_connection;
                proxy_set_header X-Real-IP $remote_addr;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Proto {{(options.BehindEdge ? "$app_proto" : "$scheme")}};
                proxy_set_header X-Forwarded-Host $http_host;
                proxy_buffering off;
                proxy_request_buffering off;

        """;
}
