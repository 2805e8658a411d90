using System.Buffers;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Forwarding;

/// <summary>Checks what is asked for: the target's form, its characters, and that its path says the same to everybody.</summary>
/// <remarks>
/// A path with dot segments is refused and not resolved. Resolving would send the app another path than the client signed or cached,
/// and whatever resolves it otherwise (once more decoded, before or after <c>;</c>) would still be led past a route. Clients resolve
/// them themselves before they ask, so nobody honest is refused.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112 §3.2</seealso>
internal static class TargetGuard
{
    // Visible ASCII without '#': a fragment never goes over the wire, and a hop that cuts there asks for something else.
    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create([.. Enumerable.Range(0x21, 0x7E - 0x21 + 1).Select(value => (char)value).Where(c => c != '#')]);

    /// <summary>Checks a target and brings it into origin form.</summary>
    /// <param name="target">The raw target.</param>
    /// <param name="version">The version.</param>
    /// <param name="host">What Host says; where it says nothing, what the target does.</param>
    /// <param name="origin">Path and query, as they came.</param>
    public static GuardViolation Check(string target, RequestVersion version, ref Authority? host, out string origin)
    {
        origin = target;
        if (target.Length == 0 || target.AsSpan().ContainsAnyExcept(s_allowed))
            return GuardViolation.TargetInvalid;
        if (target == "*")
            return GuardViolation.AsteriskTarget;

        if (target[0] != '/')
        {
            // RFC 9112 §3.2.2: a server must take the absolute form. HTTP/2 has a pseudo-header for each part instead.
            var violation = version == RequestVersion.Http2 ? GuardViolation.TargetInvalid : Unwrap(target, ref host, out origin);
            if (violation != GuardViolation.None)
                return violation;
        }

        var path = origin.IndexOf('?') is >= 0 and var query ? origin[..query] : origin;
        if (path.Contains('\\') || path.Contains("%00", StringComparison.Ordinal) || HasBrokenEscape(path))
            return GuardViolation.PathInvalid;
        return PathSegments.HasDots(path) ? GuardViolation.DotSegment : GuardViolation.None;
    }

    private static GuardViolation Unwrap(string target, ref Authority? host, out string origin)
    {
        origin = target;
        var scheme = target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : 0;
        if (scheme == 0)
            return GuardViolation.TargetInvalid;

        var end = target.AsSpan(scheme).IndexOfAny('/', '?') is >= 0 and var found ? scheme + found : target.Length;
        if (!Authority.TryParse(target[scheme..end], out var authority))
            return GuardViolation.TargetInvalid;
        // A proxy would have to go by the target and replace Host; an honest client sends the same in both.
        var standard = scheme == 7 ? 80 : 443;
        if (host is { } asked && (asked.Host != authority.Host || (asked.Port ?? standard) != (authority.Port ?? standard)))
            return GuardViolation.HostDiffers;
        host ??= authority;

        var rest = target[end..];
        origin = rest.StartsWith('/') ? rest : "/" + rest;
        return GuardViolation.None;
    }

    private static bool HasBrokenEscape(string path)
    {
        for (var i = path.IndexOf('%'); i >= 0; i = path.IndexOf('%', i + 1))
            if (i + 2 >= path.Length || !char.IsAsciiHexDigit(path[i + 1]) || !char.IsAsciiHexDigit(path[i + 2]))
                return true;
        return false;
    }
}
