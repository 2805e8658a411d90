using System.Globalization;

namespace Wayleave.Rules.Recipes;

/// <summary>A whole haproxy.cfg.</summary>
internal sealed class HAProxyRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "haproxy";

    /// <inheritdoc/>
    public string Summary => "a whole haproxy.cfg for HAProxy 2.4 or later";

    /// <inheritdoc/>
    public string Write(RecipeOptions options) =>
        options.Head(Name, "Save as /etc/haproxy/haproxy.cfg, then: haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy") +
        (options.Tls ? $"# HAProxy wants chain and key in one file: cat {options.Certificate} {options.Key} > {Combined(options)}\n" : "") +
        RecipeParts.MakeCertificate(options) +
        $$"""

        global
            # No maxconn: HAProxy takes as many connections as the system's limit of descriptors allows.
            # A reload lets open sockets live on in the old process; this is how long.
            hard-stop-after 30m

        defaults
            mode http
            option httplog
            log stdout format raw local0
            timeout connect 10s
            timeout client 300s
            timeout server 300s
            timeout http-request 10s
            # After the 101 only this counts, in both directions. Without it sockets end with timeout client.
            timeout tunnel {{options.IdleSeconds}}s
            # A client that vanished without a word is let go.
            timeout client-fin 30s

        frontend web
        {{Bind(options)}}
        {{Forwarded(options)}}
            http-request set-header X-Forwarded-Host %[req.hdr(Host)]
            http-request return status 413 if { req.hdr_val(content-length) gt {{((long)options.BodyMiB << 20).ToString(CultureInfo.InvariantCulture)}} }
            use_backend app if { req.hdr(host),field(1,:) -i {{options.Domain}} }
            default_backend none

        backend app
            # The same browser gets the same server, should there be several one day.
            cookie SERVERID insert indirect nocache httponly
        {{Server(options)}}

        # Another name than {{options.Domain}}.
        backend none
            http-request return status 404

        """;

    private static string Combined(RecipeOptions options) => "/etc/haproxy/certs/" + options.Domain + ".pem";

    private static string Bind(RecipeOptions options)
    {
        string tls = $"    bind :443 ssl crt {Combined(options)} alpn h2,http/1.1";
        if (!options.Tls) return "    bind :80";
        return options.BehindEdge ? tls : "    bind :80\n" + tls + "\n    http-request redirect scheme https code 301 unless { ssl_fc }";
    }

    private static string Forwarded(RecipeOptions options)
    {
        if (!options.BehindEdge)
            return $"    option forwardfor\n    http-request del-header X-Forwarded-For\n    http-request set-header X-Forwarded-Proto {(options.Tls ? "https" : "http")}";
        string header = RecipeParts.ClientHeader(options);
        return $$"""
                # Who connects is the edge. Only it is believed about the browser.
                acl from_edge src {{string.Join(' ', RecipeParts.TrustedNetworks(options))}}
                http-request set-src req.hdr_ip({{header}}{{(options.Edge == "cloudflare" ? "" : ",-1")}}) if from_edge { req.hdr({{header}}) -m found }
                http-request del-header X-Forwarded-For
                http-request set-header X-Forwarded-Proto {{(options.Tls ? "https" : "http")}} unless from_edge { req.hdr(X-Forwarded-Proto) -m found }
                option forwardfor
            """;
    }

    private static string Server(RecipeOptions options)
    {
        string server = $"    server app1 {options.ToAuthority} cookie app1 check";
        if (options.To.Scheme != "https") return server;
        string name = options.ToPublicName ? $"    # Another's host knows itself by its own name only.\n    http-request set-header Host {options.To.Host}\n" : "";
        return name + server + " ssl verify required ca-file @system-ca" + (options.ToPublicName ? $" sni str({options.To.Host}) verifyhost {options.To.Host}" : "") + " alpn http/1.1";
    }
}
