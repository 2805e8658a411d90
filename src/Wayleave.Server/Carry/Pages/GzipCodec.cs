using System.Buffers;
using System.IO.Compression;

namespace Wayleave.Server.Carry.Pages;

/// <summary>gzip.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</seealso>
internal sealed class GzipCodec : PageCodec
{
    private readonly MemoryStream _fed = new();
    private readonly MemoryStream _packed = new();
    private readonly GZipStream _unpack;
    private readonly GZipStream _pack;

    /// <summary>Makes one.</summary>
    public GzipCodec()
    {
        _unpack = new GZipStream(_fed, CompressionMode.Decompress, leaveOpen: true);
        _pack = new GZipStream(_packed, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <inheritdoc/>
    public override void Feed(ReadOnlySpan<byte> piece)
    {
        _fed.SetLength(0);
        _fed.Write(piece);
        _fed.Position = 0;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> plain) => _unpack.Read(plain);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> plain, IBufferWriter<byte> output)
    {
        _pack.Write(plain);
        Move(output);
    }

    /// <inheritdoc/>
    public override void Flush(IBufferWriter<byte> output)
    {
        _pack.Flush();
        Move(output);
    }

    /// <inheritdoc/>
    public override void End(IBufferWriter<byte> output)
    {
        _pack.Dispose();
        Move(output);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _unpack.Dispose();
        _pack.Dispose();
        _fed.Dispose();
        _packed.Dispose();
    }

    private void Move(IBufferWriter<byte> output)
    {
        output.Write(_packed.GetBuffer().AsSpan(0, (int)_packed.Length));
        _packed.SetLength(0);
    }
}
