using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Admin;

/// <summary>Something that the admin address answers.</summary>
/// <param name="Method">The method; where it is GET, HEAD goes too.</param>
/// <param name="Path">The path, with <c>{…}</c> for a segment that is given.</param>
/// <param name="AnswerAsync">Answers; gets the segment that was given, decoded, or an empty text.</param>
internal sealed record AdminEndpoint(string Method, string Path, Func<HttpContext, string, Task> AnswerAsync)
{
    /// <summary>Who may ask for it.</summary>
    public AdminAccess Access { get; init; }

    private readonly string[] _segments = Path.Split('/');

    /// <summary>Whether a path leads here, whatever the method.</summary>
    /// <param name="segments">The path, cut at its slashes and not yet decoded: a route's name may hold slashes itself.</param>
    /// <param name="given">The segment that was given, decoded.</param>
    public bool Fits(string[] segments, out string given)
    {
        given = "";
        if (segments.Length != _segments.Length)
            return false;
        for (var i = 0; i < segments.Length; i++)
            if (_segments[i].StartsWith('{'))
                given = Uri.UnescapeDataString(segments[i]);
            else if (_segments[i] != segments[i])
                return false;
        return true;
    }
}
