using System.Buffers;
using System.IO.Compression;
using System.Text;
using Wayleave.Protocol.Http;

namespace Wayleave.Probing.Http;

/// <summary>Takes a body from the bytes received, up to a limit, and turns it into text.</summary>
/// <param name="framing">How its end is found.</param>
/// <param name="kept">How many decoded bytes become text.</param>
internal sealed class BodyCollector(BodyFraming framing, int kept)
{
    // More than what is kept, so that a coded body decodes that far and the end of an error page is mostly seen.
    private readonly int _maxRead = Math.Max(kept, 64 * 1024);

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly ChunkedReader _chunks = new(maxBodyBytes: long.MaxValue / 2);
    private bool _ended = framing.Kind == BodyKind.None;

    /// <summary>How many bytes of the body came.</summary>
    public long Received => _bytes.WrittenCount;

    /// <summary>True if there was more than is read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>True if nothing more is to be read.</summary>
    public bool IsDone => _ended || IsCut;

    /// <summary>Takes what belongs to the body.</summary>
    /// <returns>How many bytes were taken.</returns>
    public int Take(ReadOnlySpan<byte> source)
    {
        if (framing.Kind == BodyKind.Chunked)
            return TakeChunks(source);
        var wanted = framing.Kind switch
        {
            BodyKind.None => 0,
            BodyKind.Length => (int)Math.Min(source.Length, framing.Length - Received),
            _ => source.Length,
        };
        Keep(source[..wanted]);
        _ended |= framing.Kind == BodyKind.Length && Received >= framing.Length;
        return wanted;
    }

    /// <summary>The part that is kept as text, without its content coding where we know it.</summary>
    /// <param name="coding">The value of <c>Content-Encoding</c>; null if there is none.</param>
    /// <param name="cut">Whether the body was cut short.</param>
    public BodyText ToText(string? coding, bool cut)
    {
        using var raw = new MemoryStream(_bytes.WrittenSpan.ToArray());
        using var stream = Decoding(raw, coding);
        var (plain, more) = Read(stream);
        return new BodyText(Encoding.UTF8.GetString(plain), cut || more);
    }

    private static Stream Decoding(MemoryStream raw, string? coding) =>
        coding?.Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(raw, CompressionMode.Decompress),
            "deflate" => new ZLibStream(raw, CompressionMode.Decompress),
            "br" => new BrotliStream(raw, CompressionMode.Decompress),
            _ => raw,
        };

    private int TakeChunks(ReadOnlySpan<byte> source)
    {
        var taken = 0;
        while (!IsDone)
        {
            var step = _chunks.Read(source[taken..], out var piece, out var consumed, out _);
            taken += consumed;
            if (step == ChunkedRead.NeedMoreData)
                break;
            Keep(piece);
            // A body that breaks off into something else is evidence up to that point.
            _ended |= step is ChunkedRead.Done or ChunkedRead.Invalid;
        }

        return taken;
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        var room = (int)Math.Min(piece.Length, _maxRead - _bytes.WrittenCount);
        _bytes.Write(piece[..room]);
        IsCut |= room < piece.Length || (_bytes.WrittenCount == _maxRead && framing.Kind != BodyKind.Length);
    }

    private (byte[] Plain, bool More) Read(Stream stream)
    {
        var plain = new byte[kept + 1];
        var filled = 0;
        try
        {
            int read;
            while (filled < plain.Length && (read = stream.Read(plain, filled, plain.Length - filled)) > 0)
                filled += read;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // What was decoded before the flaw is kept.
        }

        return (plain[..Math.Min(filled, kept)], filled > kept);
    }
}
