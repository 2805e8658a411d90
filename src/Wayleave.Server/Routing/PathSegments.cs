using System.Text;

namespace Wayleave.Server.Routing;

/// <summary>Takes a raw path apart into segments, in each way that an app may do it.</summary>
/// <remarks>
/// A segment is its bytes, one a character (Latin-1), so that any escape can be compared. "/" is one empty segment; a slash at the end
/// leaves an empty one.
/// </remarks>
internal static class PathSegments
{
    /// <summary>The segments of a path in one reading.</summary>
    /// <param name="path">The raw path, beginning with a slash, without its query.</param>
    /// <param name="reading">How it is read.</param>
    public static string[] Read(string path, PathReading reading)
    {
        var decoded = path[1..].Split('/').Select(Decode);
        if (reading.HasFlag(PathReading.DecodedTwice))
            decoded = decoded.Select(Decode);
        if (reading.HasFlag(PathReading.EncodedSlashes))
            decoded = decoded.SelectMany(segment => segment.Split('/', '\\'));
        if (reading.HasFlag(PathReading.WithoutParameters))
            decoded = decoded.Select(segment => segment.IndexOf(';') is >= 0 and var end ? segment[..end] : segment);

        string[] segments = [.. decoded];
        if (reading.HasFlag(PathReading.MergedSlashes))
            // The last one stays: it tells /a/ from /a.
            segments = [.. segments.Where((segment, index) => segment.Length > 0 || index == segments.Length - 1)];
        return segments;
    }

    /// <summary>The readings, combined in each way, that can differ from how a path is written: none for an ordinary path.</summary>
    /// <param name="path">The raw path.</param>
    public static IEnumerable<PathReading> OtherReadings(string path)
    {
        var doubtful = (int)Doubtful(path);
        for (var reading = 1; reading <= doubtful; reading++)
            if ((reading & ~doubtful) == 0)
                yield return (PathReading)reading;
    }

    private static PathReading Doubtful(string path)
    {
        var doubt = PathReading.AsWritten;
        if (path.Contains("%2F", StringComparison.OrdinalIgnoreCase) || path.Contains("%5C", StringComparison.OrdinalIgnoreCase) || path.Contains('\\'))
            doubt |= PathReading.EncodedSlashes;
        if (path.Contains("//", StringComparison.Ordinal))
            doubt |= PathReading.MergedSlashes;
        if (path.Contains(';') || path.Contains("%3B", StringComparison.OrdinalIgnoreCase))
            doubt |= PathReading.WithoutParameters;
        if (path.Contains("%25", StringComparison.Ordinal))
            // What the second decoding brings forth may be any of the others.
            doubt |= PathReading.DecodedTwice | PathReading.EncodedSlashes | PathReading.MergedSlashes | PathReading.WithoutParameters;
        // A parameter or a slash that goes may leave an empty segment behind.
        if (doubt.HasFlag(PathReading.EncodedSlashes) || doubt.HasFlag(PathReading.WithoutParameters))
            doubt |= PathReading.MergedSlashes;
        return doubt;
    }

    /// <summary>True if a segment is <c>.</c> or <c>..</c> in any reading: an app that resolves it sees another path than was routed.</summary>
    /// <param name="path">The raw path.</param>
    public static bool HasDots(string path) =>
        // The widest reading has every segment of the others that could be dots: it only ever takes more apart.
        Read(path, PathReading.EncodedSlashes | PathReading.WithoutParameters | PathReading.DecodedTwice).Any(segment => segment is "." or "..");

    /// <summary>A segment with its escapes replaced once; what is no escape stays as it is.</summary>
    /// <param name="segment">The segment.</param>
    public static string Decode(string segment)
    {
        if (!segment.Contains('%'))
            return segment;
        var decoded = new StringBuilder(segment.Length);
        for (var i = 0; i < segment.Length; i++)
            if (segment[i] == '%' && i + 2 < segment.Length && char.IsAsciiHexDigit(segment[i + 1]) && char.IsAsciiHexDigit(segment[i + 2]))
            {
                decoded.Append((char)Convert.ToByte(segment.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                decoded.Append(segment[i]);
            }

        return decoded.ToString();
    }
}
