using System.Buffers;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>Tells tokens from other text (RFC 9110 §5.6.2).</summary>
internal static class Tokens
{
    // Reports and saved runs carry a mask in place of a secret; it stands for something that was sent, so it is taken as well-formed.
    private const char Mask = '‹';

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>True if the text is a token, or a mask in place of one.</summary>
    /// <param name="text">The text.</param>
    public static bool Is(string text) => text.Contains(Mask, StringComparison.Ordinal) || (text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters));
}
