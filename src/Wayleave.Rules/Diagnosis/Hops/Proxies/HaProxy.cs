namespace Wayleave.Rules.Diagnosis.Hops.Proxies;

/// <summary>HAProxy.</summary>
/// <remarks>It adds no header of its own: only its short error pages show it.</remarks>
internal static class HaProxy
{
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
            Sign.Body("Server took too long to respond."),
        ],
    };
}
