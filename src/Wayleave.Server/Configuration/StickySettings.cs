namespace Wayleave.Server.Configuration;

/// <summary>Stickiness by a cookie that names the destination, signed.</summary>
/// <param name="Cookie">The cookie's name. Null (default): <c>wayleave_to</c>, and behind it what the route's name has of letters and digits.</param>
/// <param name="MaxAge">How long a browser keeps it; null (default): until it is closed.</param>
public sealed record StickySettings(string? Cookie = null, TimeSpan? MaxAge = null)
{
    private const string Prefix = "wayleave_to";

    // A name goes with every request, and a route may be called anything.
    private const int MostOfRoute = 60;

    /// <summary>
    /// The cookie's name on a route: <c>wayleave_to</c> on <c>/</c>, <c>wayleave_to_api</c> on <c>/api</c>. Two sticky routes on one host
    /// would otherwise take each other's cookie away.
    /// </summary>
    /// <param name="route">The route's name.</param>
    internal string CookieOn(string route)
    {
        if (Cookie is not null)
            return Cookie;
        var part = string.Concat(route.Take(MostOfRoute).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')).Trim('_');
        return part.Length == 0 ? Prefix : $"{Prefix}_{part}";
    }
}
