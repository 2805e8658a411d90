using System.Text;

namespace Wayleave.Cli.Input;

/// <summary>A text file of somebody's, read so that what is not changed is written again to the byte: a byte order mark stays a character, and what is not UTF-8 is taken byte for byte.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsUtf8">Whether its bytes are UTF-8; else each byte is a character.</param>
internal sealed record TextFile(string Text, bool IsUtf8)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static TextFile Read(string path) => Of(File.ReadAllBytes(path));

    /// <summary>Reads bytes.</summary>
    public static TextFile Of(byte[] bytes)
    {
        try
        {
            return new TextFile(s_strict.GetString(bytes), IsUtf8: true);
        }
        catch (DecoderFallbackException)
        {
            return new TextFile(Encoding.Latin1.GetString(bytes), IsUtf8: false);
        }
    }

    /// <summary>Another text as bytes, in this file's way.</summary>
    public byte[] Bytes(string text) => IsUtf8 ? s_strict.GetBytes(text) : Encoding.Latin1.GetBytes(text);
}
