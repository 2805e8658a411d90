using System.Globalization;

namespace Wayleave.Rules.Recipes;

/// <summary>A Caddyfile.</summary>
internal sealed class CaddyRecipe : IRecipe
{
    /// <inheritdoc/>
    public string Name => "caddy";

    /// <inheritdoc/>
    public string Summary => "a Caddyfile for Caddy 2.5 or later";

    /// <inheritdoc/>
    public string Write(RecipeOptions options)
    {
        string site = options.Tls || !options.BehindEdge ? options.Domain : "http://" + options.Domain;
        string tls = options.TlsFiles is { } files ? $"    tls {files.Certificate} {files.Key}\n" : options.SelfSigned ? "    # A certificate of Caddy's own authority: enough for an edge that does not check it.\n    tls internal\n" : "";
        return options.Head(Name, "Save as /etc/caddy/Caddyfile, then: caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy") +
            $$"""

            {{site}} {
            {{tls}}    request_body {
                    max_size {{options.BodyMiB.ToString(CultureInfo.InvariantCulture)}}MB
                }

                # Caddy passes WebSockets by itself and ends none for being quiet.
                # wayleave: allow caddy-reload-closes-streams: what helps needs Caddy 2.7, and stands below
                reverse_proxy {{options.To.GetLeftPart(UriPartial.Authority)}} {
            {{Inside(options)}}        # Caddy 2.7 or later: after a reload open sockets live on for this long, instead of ending at once.
                    # stream_close_delay 5m
                }
            }

            """;
    }

    private static string Inside(RecipeOptions options)
    {
        string host = options.ToPublicName ? "        # Another's host knows itself by its own name only.\n        header_up Host {upstream_hostport}\n" : "";
        if (!options.BehindEdge) return host;
        string address = options.Edge == "cloudflare" ? "        header_up X-Real-IP {http.request.header.CF-Connecting-IP}\n" : "";
        return host + $"        # Who connects is the edge. Only it is believed about the browser.\n        trusted_proxies {string.Join(' ', RecipeParts.TrustedNetworks(options))}\n" + address;
    }
}
