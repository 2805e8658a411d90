using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Wayleave.Server.Routing;

/// <summary>A route's path: segments that are literal or <c>{param}</c>, a prefix or the whole.</summary>
/// <remarks>
/// Literals are compared after decoding and without regard to ASCII case. Many apps (Express, ASP.NET Core, IIS) do not mind the case:
/// were <c>/Admin</c> another route than <c>/admin</c>, they would be reached past the route that is meant to guard them. Two routes
/// that differ in case alone are therefore the same, and the first one counts.
/// </remarks>
internal sealed class PathPattern
{
    private readonly ImmutableArray<PatternSegment> _segments;

    private PathPattern(string text, bool exact, ImmutableArray<PatternSegment> segments) => (Text, IsExact, _segments) = (text, exact, segments);

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether a path must match to its end.</summary>
    public bool IsExact { get; }

    /// <summary>Its segments.</summary>
    public ImmutableArray<PatternSegment> Segments => _segments;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">Such as <c>/api/{id}</c>. For a prefix a slash at the end means nothing; an exact <c>/api/</c> is not <c>/api</c>.</param>
    /// <param name="exact">Whether a path must match to its end.</param>
    /// <param name="pattern">The pattern where the answer is true.</param>
    /// <param name="error">What is wrong where it is false, as a sentence without its full stop.</param>
    public static bool TryParse(string text, bool exact, [NotNullWhen(true)] out PathPattern? pattern, [NotNullWhen(false)] out string? error)
    {
        (pattern, error) = (null, null);
        if (!text.StartsWith('/'))
            error = $"'{text}' does not begin with /";
        else if (text.AsSpan().IndexOfAny("?#\\;") >= 0)
            error = $"'{text}' holds a ?, #, \\ or ;, which no path segment has";
        if (error is not null)
            return false;

        var parts = text[1..].Split('/');
        if (!exact && parts[^1].Length == 0)
            parts = parts[..^1];
        var segments = ImmutableArray.CreateBuilder<PatternSegment>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (!PatternSegment.TryParse(parts[i], isLast: i == parts.Length - 1, out var segment, out error))
                return false;
            if (segment.Parameter is { } name && segments.Any(other => other.Parameter == name))
                error = $"{{{name}}} stands twice in '{text}'";
            if (error is not null)
                return false;
            segments.Add(segment);
        }

        pattern = new PathPattern(text, exact, segments.ToImmutable());
        return true;
    }

    /// <summary>True if a path's segments fit.</summary>
    /// <param name="segments">The segments in one reading, see <see cref="PathSegments"/>.</param>
    public bool Matches(string[] segments)
    {
        if (IsExact ? segments.Length != _segments.Length : segments.Length < _segments.Length)
            return false;
        for (var i = 0; i < _segments.Length; i++)
            if (!_segments[i].Matches(segments[i]))
                return false;
        return true;
    }

    /// <summary>What the parameters stand for in a path that matches, decoded.</summary>
    /// <param name="segments">The segments.</param>
    public ImmutableDictionary<string, string> Capture(string[] segments)
    {
        var captured = ImmutableDictionary<string, string>.Empty;
        for (var i = 0; i < _segments.Length; i++)
            if (_segments[i].Parameter is { } name)
                captured = captured.Add(name, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(segments[i])));
        return captured;
    }
}
