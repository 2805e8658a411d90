using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Reads redirects.</summary>
internal static class Redirects
{
    /// <summary>Where an answer redirects to, absolute and in http or https; null if it does not.</summary>
    /// <param name="exchange">The answer.</param>
    /// <param name="url">The URL that was asked, ws and wss included.</param>
    public static Uri? Target(HttpExchange exchange, Uri url) =>
        exchange.Status is 301 or 302 or 303 or 307 or 308
        && exchange.Header("Location") is { Length: > 0 } location
        && Uri.TryCreate(AsHttp(url), location, out Uri? target)
            ? target
            : null;

    /// <summary>True if an answer to an https request redirects to that very https URL: a loop, so whoever redirects believes the request came by http.</summary>
    /// <param name="exchange">The answer.</param>
    /// <param name="url">The URL that was asked.</param>
    public static bool ToItself(HttpExchange exchange, Uri url) =>
        url.Scheme is "wss" or "https"
        && Target(exchange, url) is { } target
        && target.Scheme == "https"
        && target.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase)
        && target.PathAndQuery == url.PathAndQuery;

    /// <summary>The URL with http for ws and https for wss.</summary>
    /// <param name="url">Any URL.</param>
    public static Uri AsHttp(Uri url) => url.Scheme switch
    {
        "wss" => new UriBuilder(url) { Scheme = "https", Port = url.IsDefaultPort ? 443 : url.Port }.Uri,
        "ws" => new UriBuilder(url) { Scheme = "http", Port = url.IsDefaultPort ? 80 : url.Port }.Uri,
        _ => url,
    };
}
