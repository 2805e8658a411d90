using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Http;

/// <summary>Where an answer sends its reader.</summary>
internal static class RedirectStep
{
    /// <summary>The absolute http or https URL that a redirect names; null if it is none, or names none that can be followed.</summary>
    /// <param name="from">The URL that was asked, whatever its scheme.</param>
    /// <param name="answer">The answer.</param>
    public static Uri? Next(Uri from, HttpExchange answer)
    {
        if (answer.Status is not (301 or 302 or 303 or 307 or 308) || answer.Header("Location") is not { Length: > 0 } location)
            return null;
        return Uri.TryCreate(AsPage(from), location, out var next) && AsPage(next) is { Scheme: "http" or "https", Host.Length: > 0 } page ? page : null;
    }

    /// <summary>The same URL as a page's: ws becomes http, wss https.</summary>
    public static Uri AsPage(Uri url) => url.Scheme switch
    {
        "ws" => new UriBuilder(url) { Scheme = "http", Port = url.IsDefaultPort ? -1 : url.Port }.Uri,
        "wss" => new UriBuilder(url) { Scheme = "https", Port = url.IsDefaultPort ? -1 : url.Port }.Uri,
        _ => url,
    };

    /// <summary>Whether the caller's cookies, headers and tokens may go on with a redirect: never to another host or port, never out of TLS.</summary>
    public static bool KeepsCredentials(Uri own, Uri next)
    {
        own = AsPage(own);
        var upgraded = own is { Scheme: "http", IsDefaultPort: true } && next is { Scheme: "https", IsDefaultPort: true };
        return own.IdnHost == next.IdnHost && (upgraded || (own.Scheme == next.Scheme && own.Port == next.Port));
    }
}
