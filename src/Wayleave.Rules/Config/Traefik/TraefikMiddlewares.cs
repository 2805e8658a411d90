using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Traefik;

/// <summary>What middlewares do to a handshake.</summary>
/// <seealso href="https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/">Middlewares</seealso>
internal static class TraefikMiddlewares
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>The handshake behind a middleware.</summary>
    /// <param name="way">The handshake.</param>
    /// <param name="middleware">The middleware: its kind and what it has.</param>
    public static TraefikWay Apply(TraefikWay way, DataEntry middleware)
    {
        DataNode node = middleware.Value;
        switch (middleware.Key.ToLowerInvariant())
        {
            case "redirectscheme" when node.Any("scheme")?.Text is "https" && !way.Tls:
                return way with { Redirect = middleware.At };
            case "redirectregex":
                return RedirectRegex(way, middleware);
            case "stripprefix":
                return way with { Path = Stripped(way.Path, node.Any("prefixes").Texts()) };
            case "addprefix":
                return way with { Path = way.Path is { } path && node.Any("prefix")?.Text is { } prefix ? prefix.TrimEnd('/') + path : null };
            case "replacepath":
                return way with { Path = node.Any("path")?.Text };
            case "stripprefixregex" or "replacepathregex" or "plugin" or "chain":
                return way with { Path = null };
            case "headers":
                return Headers(way, node);
            case "buffering":
                return way with { Buffers = new Setting<bool>(true, middleware.At) };
            default:
                return way;
        }
    }

    private static TraefikWay Headers(TraefikWay way, DataNode node)
    {
        foreach (DataEntry header in node.Any("customRequestHeaders")?.Entries ?? [])
        {
            HeaderFate fate = header.Value switch
            {
                DataScalar { IsTemplate: false, Value: "" } => HeaderFate.Gone(header.At),
                DataScalar { IsTemplate: false } value => HeaderFate.Is(value.Value, header.At),
                _ => HeaderFate.Unknown(header.At),
            };
            way = way with { Headers = way.Headers.SetItem(header.Key.ToLowerInvariant(), fate) };
        }

        // `sslProxyHeaders` and `sslRedirect` of Traefik 2: gone since 3.
        return node.Any("sslRedirect") is DataScalar { Truth: true } && !way.Tls ? way with { Redirect = node.At } : way;
    }

    private static TraefikWay RedirectRegex(TraefikWay way, DataEntry middleware)
    {
        if (way.Host is null || way.Path is null || middleware.Value.Any("regex")?.Text is not { } pattern) return way;
        try
        {
            string url = (way.Tls ? "https://" : "http://") + way.Host + way.Path;
            return Regex.IsMatch(url, pattern, RegexOptions.CultureInvariant, s_patience) ? way with { Redirect = middleware.At } : way;
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // A pattern that Go takes and .NET does not.
            return way;
        }
    }

    private static string? Stripped(string? path, IEnumerable<string> prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (path?.StartsWith(prefix, StringComparison.Ordinal) is true) return "/" + path[prefix.Length..].TrimStart('/');
        }

        return path;
    }
}
