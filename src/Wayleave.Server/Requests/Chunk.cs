using System.Buffers;
using System.Buffers.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Server.Requests;

/// <summary>Writes chunks.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112 §7.1</seealso>
internal static class Chunk
{
    /// <summary>The most bytes that a chunk takes beyond its content.</summary>
    public const int Overhead = 12;

    /// <summary>Writes one chunk.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="content">The content; of nothing there is no chunk, since that would be the last.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return;
        var line = output.GetSpan(Overhead);
        Utf8Formatter.TryFormat(content.Length, line, out var length, 'x');
        "\r\n"u8.CopyTo(line[length..]);
        output.Advance(length + 2);
        output.Write(content);
        output.Write("\r\n"u8);
    }

    /// <summary>Writes the last chunk and what follows it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="trailers">The trailers.</param>
    public static void WriteLast(IBufferWriter<byte> output, HeaderLines trailers)
    {
        output.Write("0\r\n"u8);
        HeadWriter.Write(output, trailers);
    }
}
