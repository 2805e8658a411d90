using System.Collections.Immutable;
using Wayleave.Protocol.Carry;

namespace Wayleave.Server.Carry;

/// <summary>What binds a session to its page: the Origin that opened it, its secret, and a cookie.</summary>
/// <remarks>
/// At first any of the cookie's values around the opening will do; once all answers that may set it are long in, only the one that came last. Where the cookie does not come at all, one of
/// those that came with the opening must, unchanged; where there were none (a frame on another's site) there is nothing to bind to. Of these, which let people in at the app, digests
/// are kept, and only until ours has come. Thread-safe.
/// </remarks>
/// <param name="opening">What the opening request shows.</param>
/// <param name="values">The values that our cookie may have.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionBond(PageSigns opening, ImmutableArray<string> values, TimeProvider time)
{
    private static readonly TimeSpan s_settling = TimeSpan.FromMinutes(2);

    private readonly long _opened = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly string? _origin = opening.Origin;
    private ImmutableArray<UInt128> _others = opening.Cookie is null ? [.. opening.Others] : [];
    private string? _last = opening.Cookie;
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
    /// <param name="request">What the request shows.</param>
    public bool Admits(SessionSecret secret, PageSigns request)
    {
        if (request.Origin != _origin)
            return false;
        lock (_lock)
        {
            if (_secret is { } known && known != secret)
                return false;
            var value = request.Cookie;
            if (value is null ? _last is not null || !HasOther(request) : !IsRight(value))
                return false;
            if (value is not null)
                (_last, _others) = (value, []);
            _secret = secret;
            return true;
        }
    }

    private bool HasOther(PageSigns request) => _others.IsEmpty || _others.Any(request.Others.Contains);

    private bool IsRight(string value) =>
        value == _last || ((_last is null || time.GetElapsedTime(_opened) < s_settling) && values.Contains(value));
}
