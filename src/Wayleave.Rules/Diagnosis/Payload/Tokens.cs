using System.Buffers;
using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Diagnosis.Payload;

/// <summary>Tells tokens from other text (RFC 9110 §5.6.2).</summary>
internal static class Tokens
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>True if the text is a token. A mask stands for one: what makes a name none is left unmasked.</summary>
    /// <param name="text">The text, masked or not.</param>
    public static bool Is(string text) => text.Length > 0 && !Mask.Stuffed(text).AsSpan().ContainsAnyExcept(TokenCharacters);
}
