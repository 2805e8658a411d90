using Microsoft.Net.Http.Headers;
using Wayleave.Protocol.Http;
using Wayleave.Server.Destinations.Balancing;

namespace Wayleave.Server.Serving;

/// <summary>What of a request the choice of a destination may depend on.</summary>
internal static class PickBy
{
    /// <summary>The request as the choice sees it.</summary>
    /// <param name="received">The request.</param>
    public static PickRequest Of(Received received)
    {
        var (request, cluster) = (received.Request, received.Run.Cluster);
        return new PickRequest
        {
            Client = received.Client.Address,
            Secure = received.Client.Scheme == "https",
            StickyValue = cluster.StickyCookie is { } cookie ? CookieOf(request.Headers, cookie) : null,
            Value = cluster.NeedsValues ? (source, name) => ValueOf(request, source, name) : null,
        };
    }

    private static string? ValueOf(Forwarding.GuardedRequest request, HashSource source, string name) => source switch
    {
        HashSource.Header => request.Headers.First(name),
        HashSource.Cookie => CookieOf(request.Headers, name),
        HashSource.Query => QueryOf(request.Target, name),
        _ => null,
    };

    // HTTP/2 may cut Cookie into several lines (RFC 9113 §8.2.3).
    private static string? CookieOf(HeaderLines headers, string name) =>
        CookieHeaderValue.TryParseList([.. headers.All("Cookie")], out var cookies)
            ? cookies.FirstOrDefault(cookie => cookie.Name.Equals(name, StringComparison.Ordinal))?.Value.Value
            : null;

    private static string? QueryOf(string target, string name) =>
        target.IndexOf('?') is >= 0 and var query && Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(target[query..]).TryGetValue(name, out var values)
            ? values.ToString()
            : null;
}
