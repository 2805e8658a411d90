using System.Buffers;
using System.IO.Compression;

namespace Wayleave.Server.Carry.Pages;

/// <summary>Brotli.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7932">RFC 7932</seealso>
internal sealed class BrotliCodec : PageCodec
{
    // What servers take for pages that are packed while somebody waits: half of the best costs a tenth of the time, and 256 KiB of window.
    private const int Quality = 4;
    private const int WindowBits = 18;
    private const int StepBytes = 4 * 1024;

    private BrotliDecoder _unpack;
    private BrotliEncoder _pack = new(Quality, WindowBits);
    private byte[] _fed = [];
    private int _read;
    private int _filled;
    private bool _isOver;

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> piece)
    {
        if (_fed.Length < piece.Length)
            _fed = new byte[piece.Length];
        piece.CopyTo(_fed);
        (_read, _filled) = (0, piece.Length);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> plain)
    {
        if (_isOver)
            return 0;
        var status = _unpack.Decompress(_fed.AsSpan(_read, _filled - _read), plain, out var consumed, out var written);
        _read += consumed;
        _isOver = status == OperationStatus.Done;
        return status == OperationStatus.InvalidData ? throw new InvalidDataException("this is not Brotli") : written;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> plain, IBufferWriter<byte> output) => Pack(plain, output, isLast: false);

    /// <inheritdoc/>
    public override void Flush(IBufferWriter<byte> output)
    {
        OperationStatus status;
        do
        {
            status = _pack.Flush(output.GetSpan(StepBytes), out var written);
            output.Advance(written);
        }
        while (status == OperationStatus.DestinationTooSmall);
    }

    /// <inheritdoc/>
    public override void End(IBufferWriter<byte> output) => Pack([], output, isLast: true);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _unpack.Dispose();
        _pack.Dispose();
    }

    private void Pack(ReadOnlySpan<byte> plain, IBufferWriter<byte> output, bool isLast)
    {
        OperationStatus status;
        do
        {
            status = _pack.Compress(plain, output.GetSpan(StepBytes), out var consumed, out var written, isLast);
            output.Advance(written);
            plain = plain[consumed..];
        }
        while (status == OperationStatus.DestinationTooSmall || !plain.IsEmpty);
    }
}
