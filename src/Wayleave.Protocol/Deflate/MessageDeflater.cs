using System.Buffers;
using System.IO.Compression;

namespace Wayleave.Protocol.Deflate;

/// <summary>Compresses messages for one direction of a socket.</summary>
/// <remarks>
/// The runtime's deflate always uses the widest window. A narrower one is kept to by compressing pieces of the window's size each on
/// its own: no reference can then reach further back than its piece begins. That costs some density, and is right for every size
/// from 8 bits up, where zlib itself begins at 9.
/// </remarks>
/// <param name="noContextTakeover">Whether each message begins with an empty window.</param>
/// <param name="maxWindowBits">The window as a power of two, 8 to 15.</param>
public sealed class MessageDeflater(bool noContextTakeover, int maxWindowBits = 15) : IDisposable
{
    private const int TailLength = 4;
    private readonly MemoryStream _output = new();
    private DeflateStream? _deflate;

    private static ReadOnlySpan<byte> Tail => [0x00, 0x00, 0xFF, 0xFF];

    /// <summary>Compresses one whole message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">Where the payload goes that is sent with RSV1 on its first frame.</param>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc7692#section-7.2.1">RFC 7692 §7.2.1</seealso>
    public void Deflate(ReadOnlySpan<byte> message, IBufferWriter<byte> destination)
    {
        if (message.IsEmpty)
        {
            // RFC 7692 §7.2.3.6: an empty message is an empty block, whose other four bytes are the tail left out.
            destination.Write((ReadOnlySpan<byte>)[0x00]);
            return;
        }

        var narrow = maxWindowBits < 15;
        var pieceLength = narrow ? 1 << maxWindowBits : message.Length;
        _output.SetLength(0);
        while (!message.IsEmpty)
        {
            var piece = message[..Math.Min(pieceLength, message.Length)];
            message = message[piece.Length..];
            _deflate ??= new DeflateStream(_output, CompressionLevel.Fastest, leaveOpen: true);
            _deflate.Write(piece);
            _deflate.Flush();
            if (narrow || noContextTakeover)
                Forget();
        }

        var payload = _output.GetBuffer().AsSpan(0, (int)_output.Length);
        destination.Write(payload.EndsWith(Tail) ? payload[..^TailLength] : payload);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _output.Dispose();
    }

    private void Forget()
    {
        if (_deflate is null)
            return;
        // Disposing writes the end of the stream, which is no part of any message.
        var length = _output.Length;
        _deflate.Dispose();
        _deflate = null;
        _output.SetLength(length);
    }
}
