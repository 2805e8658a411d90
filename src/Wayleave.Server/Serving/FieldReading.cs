using System.Text;

namespace Wayleave.Server.Serving;

/// <summary>
/// How Kestrel is to read the value of a field whose bytes it does not show as they came. It asks for an encoding by the field's name, and this
/// is the only place where all the bytes of each request's value pass: of Content-Length it keeps a number, of Connection what it knows.
/// </summary>
internal abstract class FieldReading : Encoding
{
    private static readonly LengthReading s_length = new();
    private static readonly ConnectionReading s_connection = new();

    /// <summary>The encoding of a field: mostly Latin-1, so that what came goes on byte for byte.</summary>
    /// <param name="name">The field's name as Kestrel spells it.</param>
    public static Encoding Of(string name) => name switch
    {
        "Content-Length" => s_length,
        "Connection" => s_connection,
        _ => Latin1,
    };

    /// <summary>What Kestrel is to see. Reading what was read gives the same: values of one request are compared with the bytes of the next.</summary>
    /// <param name="value">The value, without white space around it.</param>
    public abstract string Read(ReadOnlySpan<byte> value);

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count) => Read(bytes.AsSpan(index, count)).Length;

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Read(bytes.AsSpan(byteIndex, byteCount));
        text.CopyTo(chars.AsSpan(charIndex));
        return text.Length;
    }

    /// <inheritdoc/>
    public override int GetMaxCharCount(int byteCount) => throw new NotSupportedException("How long a value becomes is seen when it is read.");

    /// <inheritdoc/>
    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException(OneWay);

    /// <inheritdoc/>
    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException(OneWay);

    /// <inheritdoc/>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException(OneWay);

    private const string OneWay = "Requests are only read.";
}
