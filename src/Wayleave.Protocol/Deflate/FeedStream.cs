namespace Wayleave.Protocol.Deflate;

/// <summary>A stream that holds the bytes just received, and ends where they do until more are fed.</summary>
internal sealed class FeedStream : Stream
{
    private byte[] _bytes = [];
    private int _read;
    private int _filled;

    /// <summary>How many bytes nobody has read yet.</summary>
    public int Unread => _filled - _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Replaces what is left by these bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length < bytes.Length)
            _bytes = new byte[bytes.Length];
        bytes.CopyTo(_bytes);
        (_read, _filled) = (0, bytes.Length);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, Unread);
        _bytes.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
