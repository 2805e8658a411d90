namespace Wayleave.Probing.Dialling;

/// <summary>Passes everything through and remembers the first bytes received: what came instead of TLS is evidence.</summary>
internal sealed class FirstBytesStream(Stream inner) : Stream
{
    private const int Kept = 64;
    private readonly byte[] _first = new byte[Kept];
    private int _count;

    /// <summary>The first bytes received, at most 64.</summary>
    public ReadOnlyMemory<byte> First => _first.AsMemory(0, _count);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Remember(buffer.Span[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Remember(buffer.AsSpan(offset, read));
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Remember(ReadOnlySpan<byte> received)
    {
        var room = Math.Min(received.Length, Kept - _count);
        received[..room].CopyTo(_first.AsSpan(_count));
        _count += room;
    }
}
