using System.Buffers;
using System.Buffers.Text;

namespace Wayleave.Protocol.Resp;

/// <summary>Writes what a client sends.</summary>
public static class RespWriter
{
    // A type's byte, the longest length and CR LF.
    private const int MaxHeader = 1 + 11 + 2;

    /// <summary>Writes a command: an array of bulk strings.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="words">The command's name and its arguments; any bytes will do.</param>
    /// <exception cref="ArgumentException">There is no word.</exception>
    public static void WriteCommand(IBufferWriter<byte> to, params ReadOnlySpan<ReadOnlyMemory<byte>> words)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (words.IsEmpty)
            throw new ArgumentException("a command has a name", nameof(words));
        WriteHeader(to, (byte)'*', words.Length);
        foreach (var word in words)
        {
            WriteHeader(to, (byte)'$', word.Length);
            to.Write(word.Span);
            to.Write("\r\n"u8);
        }
    }

    private static void WriteHeader(IBufferWriter<byte> to, byte type, int length)
    {
        var span = to.GetSpan(MaxHeader);
        span[0] = type;
        Utf8Formatter.TryFormat(length, span[1..], out var digits);
        "\r\n"u8.CopyTo(span[(1 + digits)..]);
        to.Advance(1 + digits + 2);
    }
}
