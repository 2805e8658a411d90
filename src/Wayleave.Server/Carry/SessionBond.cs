using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Carry;

/// <summary>What binds a session to its page: the Origin that opened it, its secret, and a cookie.</summary>
/// <remarks>
/// At first any of the cookie's values around the opening will do; once all answers that may set it are long in, only the one that came last. Where the cookie does not come at all, one of
/// those that came with the opening must, unchanged; where there were none (a frame on another's site) there is nothing to bind to. Of these, which let people in at the app, digests
/// are kept, and only until ours has come. Thread-safe.
/// </remarks>
/// <param name="headers">The opening request's headers.</param>
/// <param name="values">The values that our cookie may have.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionBond(HeaderLines headers, ImmutableArray<string> values, TimeProvider time)
{
    private static readonly TimeSpan s_settling = TimeSpan.FromMinutes(2);

    private readonly long _opened = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly string? _origin = headers.First("Origin");
    private ImmutableHashSet<string> _others = CarryCookies.ValueIn(headers) is null ? [.. CarryCookies.OthersIn(headers).Select(DigestOf)] : [];
    private string? _last = CarryCookies.ValueIn(headers);
    private SessionSecret? _secret;

    /// <summary>Whether the page speaks on the connection that opened the session: a cookie that has come since could not come with that.</summary>
    /// <param name="secret">The secret that it shows; the first one shown is the session's.</param>
    public bool AdmitsOpener(SessionSecret secret)
    {
        lock (_lock)
            return (_secret ??= secret) == secret;
    }

    /// <summary>Whether a request is the page's.</summary>
    /// <param name="secret">The secret that it shows; the first one shown is the session's.</param>
    /// <param name="request">The request's headers.</param>
    public bool Admits(SessionSecret secret, HeaderLines request)
    {
        if (request.First("Origin") != _origin)
            return false;
        lock (_lock)
        {
            if (_secret is { } known && known != secret)
                return false;
            var value = CarryCookies.ValueIn(request);
            if (value is null ? _last is not null || (!_others.IsEmpty && !CarryCookies.OthersIn(request).Select(DigestOf).Any(_others.Contains)) : !IsRight(value))
                return false;
            (_secret, _last, _others) = (secret, value ?? _last, value is null ? _others : []);
            return true;
        }
    }

    private static string DigestOf(string cookie) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));

    private bool IsRight(string value) =>
        value == _last || ((_last is null || time.GetElapsedTime(_opened) < s_settling) && values.Contains(value));
}
