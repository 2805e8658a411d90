using System.Collections.Immutable;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Carry;

/// <summary>What binds a session to its page: the Origin that opened it, its secret, and a cookie that no script and no other site can read.</summary>
/// <remarks>
/// A page may open several sockets before the cookie of the first answer has come, and each answer sets another one: so what counts is the cookie that comes
/// first, from a request that shows one of the opening's cookies unchanged. Where a page has no cookies at all (a frame on another's site), there is nothing to bind to.
/// Thread-safe.
/// </remarks>
internal sealed class SessionBond
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "wayleave-carry";

    private readonly Lock _lock = new();
    private readonly string? _origin;
    private readonly ImmutableHashSet<string> _opening;
    private string? _cookie;
    private SessionSecret? _secret;

    /// <summary>Binds to who opens a session.</summary>
    /// <param name="headers">The opening request's headers.</param>
    public SessionBond(HeaderLines headers)
    {
        _origin = headers.First("Origin");
        _opening = [.. CookiesOf(headers).Where(each => !IsOurs(each))];
        _cookie = OursIn(headers);
    }

    /// <summary>Whether a request has the cookie.</summary>
    /// <param name="headers">Its headers.</param>
    public static bool HasCookie(HeaderLines headers) => OursIn(headers) is not null;

    /// <summary>Whether a request comes from the Origin that opened the session.</summary>
    /// <param name="headers">Its headers.</param>
    public bool IsOrigin(HeaderLines headers) => headers.First("Origin") == _origin;

    /// <summary>Whether a request is the page's.</summary>
    /// <param name="secret">The secret that it shows; the first one shown is the session's.</param>
    /// <param name="headers">Its headers.</param>
    public bool Admits(SessionSecret secret, HeaderLines headers)
    {
        if (!IsOrigin(headers))
            return false;
        lock (_lock)
        {
            if (_secret is { } known && known != secret)
                return false;
            var ours = OursIn(headers);
            if (_cookie is not null ? ours != _cookie : !_opening.IsEmpty && !CookiesOf(headers).Any(_opening.Contains))
                return false;
            (_secret, _cookie) = (secret, _cookie ?? ours);
            return true;
        }
    }

    private static bool IsOurs(string pair) => pair.StartsWith(Cookie + "=", StringComparison.Ordinal);

    private static string? OursIn(HeaderLines headers) => CookiesOf(headers).FirstOrDefault(IsOurs);

    // HTTP/2 may cut Cookie into several lines (RFC 9113 §8.2.3).
    private static IEnumerable<string> CookiesOf(HeaderLines headers) =>
        headers.All("Cookie").SelectMany(line => line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
