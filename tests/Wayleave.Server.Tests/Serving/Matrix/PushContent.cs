using System.Net;
using System.Text;
using System.Threading.Channels;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>A request's body that is written while the answer is read.</summary>
internal sealed class PushContent : HttpContent
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    private long _sent;

    /// <summary>How many bytes could be sent.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Sends a piece.</summary>
    public void Push(string piece) => Push(Encoding.Latin1.GetBytes(piece));

    /// <summary>Sends a piece.</summary>
    public void Push(byte[] piece) => _pieces.Writer.TryWrite(piece);

    /// <summary>Sends many bytes.</summary>
    public void Push(long count, byte[] block)
    {
        for (long pushed = 0; pushed < count; pushed += block.Length)
            _pieces.Writer.TryWrite(block);
    }

    /// <summary>Ends the body.</summary>
    public void End() => _pieces.Writer.TryComplete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        await foreach (var piece in _pieces.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
            Interlocked.Add(ref _sent, piece.Length);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
