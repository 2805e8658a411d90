using Wayleave.Protocol.Http;
using Wayleave.Server.Serving;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Carry;

/// <summary>Which of the carrier's requests are refused before they are looked at, and in which words.</summary>
internal static class CarryRules
{
    /// <summary>The header that no form and, without being allowed to, no other site's script can send.</summary>
    public const string Header = "Wayleave-Carry";

    /// <summary>The longest body.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>How a body is refused that is none of the script's.</summary>
    public static Refusal Unsound { get; } = new(400, "this is not what a page's script sends");

    /// <summary>How a request is refused where its route carries nothing.</summary>
    public static Refusal NotThere { get; } = new(404, "no sockets are carried there");

    /// <summary>How a body is refused that is too long.</summary>
    public static Refusal TooLarge { get; } = new(413, $"the body is longer than {MaxBodyBytes} bytes");

    /// <summary>Whether a route carries.</summary>
    /// <param name="received">What reception made of the request.</param>
    public static bool Carries(Received received) => received.Match.Own is null && !received.Match.GivesEvents && received.Match.Route.Carry.IsOn;

    /// <summary>Whether the page is one of the gateway's own site.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <returns>How it is refused; null if it is not.</returns>
    public static Refusal? Site(HeaderLines headers) =>
        headers.First("Sec-Fetch-Site") is null or "same-origin" ? null : new Refusal(403, "only this site's own pages may carry sockets here");

    /// <summary>What holds for each POST.</summary>
    /// <param name="method">The method.</param>
    /// <param name="headers">The headers.</param>
    /// <returns>How it is refused; null if it is not.</returns>
    public static Refusal? Post(string method, HeaderLines headers)
    {
        if (method != "POST")
            return new Refusal(405, "the carrier's requests are POSTs") { Lines = [new("Allow", "POST")] };
        return headers.First(Header) is null ? new Refusal(403, $"the header {Header} is missing") : Site(headers);
    }

    /// <summary>How a request is refused that is one too many.</summary>
    /// <param name="wait">After how long it may come again.</param>
    public static Refusal TooMany(TimeSpan wait) => new(429, "too many requests carry sockets")
    {
        Lines = Refusal.After(wait),
    };
}
