using System.Text;

namespace Wayleave.Rules.Recipes;

/// <summary>A site for nginx.</summary>
internal sealed class NginxRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "nginx";

    /// <inheritdoc/>
    public string Summary => "a site for nginx 1.18 or later: /etc/nginx/conf.d/NAME.conf";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, $"Save as /etc/nginx/conf.d/{options.Domain}.conf, then: nginx -t && nginx -s reload") + Body(options, options.Domain, Pass(options));

    /// <summary>All but the head.</summary>
    /// <param name="options">What was told.</param>
    /// <param name="name">The server's name.</param>
    /// <param name="pass">The lines that pass a request on.</param>
    internal static string Body(RecipeOptions options, string name, string pass)
    {
        var text = new StringBuilder(RecipeParts.MakeCertificate(options)).Append(Maps(options));
        if (options.Tls && !options.BehindEdge) text.Append(RedirectServer(name));
        return text.Append("server {\n").Append(Listen(options)).Append("    server_name ").Append(name).Append(";\n\n").Append(ClientAddress(options)).Append(Locations(options, pass)).Append("}\n").ToString();
    }

    private static string Maps(RecipeOptions options) =>
        """

        # A browser's handshake says "Upgrade: websocket". Only that is passed on: any other word would open a tunnel past this configuration.
        map $http_upgrade $app_upgrade {
            default   "";
            websocket websocket;
        }

        # "upgrade" for a handshake, and nothing for other requests, whose connections to the app are kept.
        map $app_upgrade $app_connection {
            default upgrade;
            ""      "";
        }

        """ + (options.BehindEdge
            ? $$"""

            # The browser speaks to {{options.Edge}}, so that knows its scheme; without its word it is our own.
            map $http_x_forwarded_proto $app_proto {
                default $scheme;
                http    http;
                https   https;
            }

            """
            : "") + "\n";

    private static string RedirectServer(string name) =>
        $$"""
        server {
            listen 80;
            listen [::]:80;
            server_name {{name}};
            return 301 https://$host$request_uri;
        }

        """ + "\n";

    private static string Listen(RecipeOptions options) => options.Tls
        ? $"""
              listen 443 ssl;
              listen [::]:443 ssl;
              ssl_certificate     {options.Certificate};
              ssl_certificate_key {options.Key};
              ssl_protocols       TLSv1.2 TLSv1.3;

          """
        : "    listen 80;\n    listen [::]:80;\n";

    private static string ClientAddress(RecipeOptions options)
    {
        if (!options.BehindEdge) return "";
        var text = new StringBuilder("    # Who connects is the edge; the browser's address stands in its header, which only the edge is believed.\n");
        foreach (string network in RecipeParts.TrustedNetworks(options)) text.Append("    set_real_ip_from ").Append(network).Append(";\n");
        return text.Append("    real_ip_header ").Append(RecipeParts.ClientHeader(options)).Append(";\n")
            .Append(options.Edge == "cloudflare" ? "\n" : "    real_ip_recursive on;\n\n").ToString();
    }

    private static string Locations(RecipeOptions options, string pass)
    {
        string size = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"    client_max_body_size {options.BodyMiB}m;\n\n");
        string times(string seconds) => $"        proxy_connect_timeout 60s;\n        # The silence after which a socket is ended; nginx's own default is 60 s.\n        proxy_read_timeout {seconds}s;\n        proxy_send_timeout {seconds}s;\n";
        if (options.SocketPrefix.Length == 0) return size + $"    location / {{\n{pass}{times(options.IdleSeconds)}    }}\n";
        return size +
            $"    # The sockets. Each location repeats all headers: one line of its own would drop those of an outer level.\n    location {options.SocketPrefix} {{\n{pass}{times(options.IdleSeconds)}    }}\n\n" +
            $"    location / {{\n{pass}        proxy_read_timeout 300s;\n        proxy_send_timeout 300s;\n    }}\n";
    }

    private static string Pass(RecipeOptions options)
    {
        string proto = options.BehindEdge ? "$app_proto" : "$scheme";
        string headers =
            $"""
                    proxy_http_version 1.1;
                    proxy_set_header Upgrade $app_upgrade;
                    proxy_set_header Connection $app_connection;
                    proxy_set_header X-Real-IP $remote_addr;
                    proxy_set_header X-Forwarded-For $remote_addr;
                    proxy_set_header X-Forwarded-Proto {proto};
                    proxy_set_header X-Forwarded-Host $http_host;
                    proxy_buffering off;
                    proxy_request_buffering off;

            """;
        if (!options.ToPublicName)
        {
            string verify = options.To.Scheme == "https" ? "        proxy_ssl_server_name on;\n" : "";
            return $"        proxy_pass {options.To.GetLeftPart(UriPartial.Authority)};\n{verify}        # The page's own host: apps compare Origin with it.\n        proxy_set_header Host $http_host;\n{headers}";
        }

        return $"""
                    # Another's host knows itself by its own name only, in TLS and in Host. The variable has nginx look the name up again:
                    # a tunnel's address changes.
                    resolver 1.1.1.1 8.8.8.8 valid=60s;
                    set $app {options.To.Host};
                    proxy_pass https://$app:{options.To.Port};
                    proxy_ssl_server_name on;
                    proxy_ssl_name $app;
                    proxy_ssl_protocols TLSv1.2 TLSv1.3;
                    proxy_set_header Host {options.To.Host};

            """ + headers;
    }
}
