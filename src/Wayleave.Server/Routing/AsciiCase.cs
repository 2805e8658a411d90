namespace Wayleave.Server.Routing;

/// <summary>Case folding that leaves all but A to Z alone: bytes of UTF-8 that are held one a character must not be folded as Latin-1.</summary>
internal static class AsciiCase
{
    /// <summary>The same text with A to Z in lower case.</summary>
    /// <param name="text">The text.</param>
    public static string ToLowerAscii(this string text) => text.AsSpan().ContainsAnyInRange('A', 'Z')
        ? string.Create(text.Length, text, static (lowered, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                lowered[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        })
        : text;
}
