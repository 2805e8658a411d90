using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>Fills a text's placeholders for a handshake.</summary>
internal static partial class CaddyPlaceholders
{
    [GeneratedRegex(@"\{(?<name>[^{}]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternLimit.Milliseconds)]
    private static partial Regex PlaceholderPattern { get; }

    /// <summary>The text filled; null where a part of it cannot be known.</summary>
    /// <param name="text">As written.</param>
    /// <param name="server">The site.</param>
    /// <param name="request">The request as it is by now.</param>
    /// <param name="upstream">Host and port of the upstream; null where there is none yet.</param>
    public static string? Value(string text, CaddyServer server, Handshake request, string? upstream)
    {
        bool known = true;
        string filled = PlaceholderPattern.Replace(text, placeholder =>
        {
            string? one = One(placeholder.Groups["name"].Value, server, request, upstream);
            known &= one is not null;
            return one ?? "";
        });
        return known ? filled : null;
    }

    private static string? One(string name, CaddyServer server, Handshake request, string? upstream)
    {
        foreach (string header in new[] { "http.request.header.", "header." })
        {
            if (name.StartsWith(header, StringComparison.Ordinal)) return request.Header(name[header.Length..].ToLowerInvariant()) is { Known: true } fate ? fate.Value ?? "" : null;
        }

        return name switch
        {
            "host" or "http.request.host" => request.Header("host").Value?.Split(':')[0],
            "hostport" or "http.request.hostport" => request.Header("host").Value,
            "scheme" or "http.request.scheme" => server.Listener.Tls ? "https" : "http",
            "upstream_hostport" or "http.reverse_proxy.upstream.hostport" => upstream,
            "http.reverse_proxy.upstream.host" => upstream?[..(upstream.LastIndexOf(':') is var colon and > 0 ? colon : upstream.Length)],
            _ => null,
        };
    }
}
