using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Wayleave.Server.Routing;

/// <summary>One segment of a <see cref="PathPattern"/>: a literal, or a parameter for one segment that is not empty.</summary>
/// <param name="Literal">The bytes to match, one a character, in lower case; null for a parameter.</param>
/// <param name="Parameter">The parameter's name; null for a literal.</param>
internal readonly record struct PatternSegment(string? Literal, string? Parameter)
{
    /// <summary>Reads one segment.</summary>
    /// <param name="text">The segment as written.</param>
    /// <param name="isLast">Whether it is the last: that one may be empty.</param>
    /// <param name="segment">The segment where the answer is true.</param>
    /// <param name="error">What is wrong where it is false, as a sentence without its full stop.</param>
    public static bool TryParse(string text, bool isLast, out PatternSegment segment, [NotNullWhen(false)] out string? error)
    {
        (segment, error) = (default, null);
        if (text is ['{', .. var name, '}'] && IsName(name))
        {
            segment = new(null, name);
            return true;
        }

        var literal = PathSegments.Decode(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)));
        if (text.AsSpan().ContainsAny('{', '}'))
            error = $"'{text}' is no parameter: a whole segment such as {{name}}, of letters, digits and _";
        else if (literal.Length == 0 && !isLast)
            error = "there is an empty segment (//)";
        else if (literal is "." or "..")
            error = $"'{text}' is no segment that a path may have";
        else if (literal.Contains('/'))
            error = $"'{text}' holds an encoded slash";
        else
            segment = new(literal.ToLowerAscii(), null);
        return error is null;
    }

    /// <summary>True if a path's segment fits.</summary>
    /// <param name="segment">The segment, decoded.</param>
    public bool Matches(string segment) => Literal is null ? segment.Length > 0 : Literal.Length == segment.Length && Literal == segment.ToLowerAscii();

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
