using System.Collections.Immutable;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Admission;

/// <summary>The Origins that may open a socket. An exact list: a suffix rule is how others let <c>evil-app.example</c> in.</summary>
internal static class OriginList
{
    /// <summary>The entry for a request without an Origin: programs, never browsers.</summary>
    public const string Missing = "missing";

    /// <summary>Whether an Origin is on the list.</summary>
    /// <param name="list">The list; empty: all are.</param>
    /// <param name="origins">The request's Origin lines.</param>
    /// <remarks>
    /// Scheme and host are compared without case, a port that is the scheme's own counts as none. <c>null</c>, which sandboxed frames and
    /// files send, is only admitted by name. Two Origin lines are nobody's.
    /// </remarks>
    public static bool Admits(ImmutableArray<string> list, IReadOnlyCollection<string> origins) =>
        list.IsDefaultOrEmpty || origins.Count switch
        {
            0 => list.Contains(Missing, StringComparer.OrdinalIgnoreCase),
            1 => list.Any(entry => Plain(entry).Equals(Plain(origins.First()), StringComparison.OrdinalIgnoreCase)),
            _ => false,
        };

    /// <summary>Whether a request's Origin is named by a list; an empty one names none.</summary>
    /// <param name="list">The list.</param>
    /// <param name="headers">The request's headers.</param>
    public static bool IsListed(ImmutableArray<string> list, HeaderLines headers) =>
        !list.IsDefaultOrEmpty && headers.Contains("Origin") && Admits(list, [.. headers.All("Origin")]);

    private static ReadOnlySpan<char> PlainSpan(string origin) => origin.AsSpan().TrimEnd('/');

    private static string Plain(string origin)
    {
        var plain = PlainSpan(origin);
        if (plain.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && plain.EndsWith(":443"))
            plain = plain[..^4];
        else if (plain.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && plain.EndsWith(":80"))
            plain = plain[..^3];
        return plain.ToString();
    }
}
