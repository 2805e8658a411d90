using System.Globalization;

namespace Wayleave.Rules.Recipes;

/// <summary>A site for Apache httpd.</summary>
internal sealed class ApacheRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "apache";

    /// <inheritdoc/>
    public string Summary => "a site for Apache httpd 2.4.47 or later: /etc/apache2/sites-available/NAME.conf";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, $"Save as /etc/apache2/sites-available/{options.Domain}.conf, then:") +
        $"#   a2enmod proxy proxy_http headers{(options.Tls || options.To.Scheme == "https" ? " ssl" : "")}{(options.BehindEdge ? " remoteip" : "")} && a2ensite {options.Domain} && apachectl configtest && systemctl reload apache2\n" +
        RecipeParts.MakeCertificate(options) + "\n" +
        (options.Tls && !options.BehindEdge ? $"<VirtualHost *:80>\n    ServerName {options.Domain}\n    Redirect permanent / https://{options.Domain}/\n</VirtualHost>\n\n" : "") +
        $$"""
        <VirtualHost *:{{(options.Tls ? "443" : "80")}}>
            ServerName {{options.Domain}}
        {{Tls(options)}}{{ClientAddress(options)}}
            LimitRequestBody {{((long)options.BodyMiB << 20).ToString(CultureInfo.InvariantCulture)}}
        {{Host(options)}}
            RequestHeader set X-Forwarded-Proto {{Proto(options)}}

            # upgrade=websocket: the same line carries pages and sockets (2.4.47 or later; before that, mod_proxy_wstunnel and a rule for ws://).
            # timeout: the silence after which a socket is ended; the default is the server's Timeout, 60 s.
            ProxyPass        / {{options.To.GetLeftPart(UriPartial.Authority)}}/ upgrade=websocket timeout={{options.IdleSeconds}} retry=0
            ProxyPassReverse / {{options.To.GetLeftPart(UriPartial.Authority)}}/
        </VirtualHost>

        """;

    private static string Tls(RecipeOptions options) =>
        (options.Tls ? $"    SSLEngine on\n    SSLCertificateFile    {options.Certificate}\n    SSLCertificateKeyFile {options.Key}\n" : "") + (options.To.Scheme == "https" ? "    SSLProxyEngine on\n" : "");

    private static string Host(RecipeOptions options) => options.ToPublicName
        ? "    # Another's host knows itself by its own name only.\n    ProxyPreserveHost Off"
        : "    # The page's own host: apps compare Origin with it.\n    ProxyPreserveHost On";

    private static string ClientAddress(RecipeOptions options) => options.BehindEdge
        ? $"    # Who connects is the edge. Only it is believed about the browser.\n    RemoteIPHeader {RecipeParts.ClientHeader(options)}\n" +
          string.Concat(RecipeParts.TrustedNetworks(options).Select(network => $"    RemoteIP{(options.Edge == "cloudflare" || options.Edge == "cloudfront" ? "TrustedProxy" : "InternalProxy")} {network}\n"))
        : "";

    private static string Proto(RecipeOptions options)
    {
        if (!options.BehindEdge) return options.Tls ? "https" : "http";
        return options.Tls ? "https" : "\"expr=%{req:X-Forwarded-Proto}\"";
    }
}
