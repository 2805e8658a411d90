namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>HAProxy.</summary>
/// <remarks>It adds no header of its own: only its short error pages show it.</remarks>
internal static class HaProxy
{
    // Its redirects carry no Date, which every app server sends, and forbid the cache.
    private static readonly Sign Redirect = new(
        "a redirect without Date, with cache-control: no-cache",
        e => e.Status is 301 or 302 or 303 or 307 or 308 && e.Header("Date") is null && e.Header("Content-Length") is "0" && e.Header("Cache-Control") is "no-cache");

    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("haproxy", HopKind.Proxy)
    {
        Signs =
        [
            Sign.Body("Your browser sent an invalid request."),
            Sign.Body("No server is available to handle this request."),
            Sign.Body("The server didn't respond in time."),
            Sign.Body("The server returned an invalid or incomplete response."),
            Sign.Body("Request forbidden by administrative rules."),
            Sign.Header("X-Haproxy-Server-State"),
        ],
        Writes =
        [
            Sign.Body("Your browser sent an invalid request."),
            Sign.Body("No server is available to handle this request."),
            Sign.Body("The server didn't respond in time."),
            Sign.Body("The server returned an invalid or incomplete response."),
            Sign.Body("Request forbidden by administrative rules."),
            Sign.Body("You have sent too many requests in a given amount of time."),
            Sign.Body("You need a valid user and password to access this content."),
            Sign.Body("An internal server error occurred."),
            Redirect,
        ],
    };
}
