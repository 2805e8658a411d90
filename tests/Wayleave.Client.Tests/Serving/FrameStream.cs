using System.Text;

namespace Wayleave.Client.Tests.Serving;

/// <summary>A response's body that comes piece by piece, one for each read.</summary>
/// <param name="pieces">The pieces.</param>
/// <param name="ends">Whether it ends behind them; else nothing more comes.</param>
/// <param name="read">Told of each piece that is read.</param>
internal sealed class FrameStream(IEnumerable<string> pieces, bool ends, Action? read = null) : Stream
{
    private readonly IEnumerator<string> _pieces = pieces.GetEnumerator();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_pieces.MoveNext())
        {
            read?.Invoke();
            return Encoding.UTF8.GetBytes(_pieces.Current, buffer.Span);
        }

        if (!ends)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
