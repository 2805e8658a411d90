using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>The body of an app's answer, as its framing gives it, whose end closes the app's connection; it ends early by an <see cref="IOException"/> and never looks whole then.</summary>
/// <param name="end">The app's connection.</param>
/// <param name="framing">How the body's end is found.</param>
/// <param name="behind">What came with the head.</param>
internal sealed class AnswerBody(ITunnelEnd end, BodyFraming framing, ReadOnlyMemory<byte> behind) : Stream
{
    private readonly ChunkedReader _chunks = new(maxBodyBytes: long.MaxValue);
    private ReadOnlyMemory<byte> _behind = behind;
    private byte[] _buffer = [];
    private long _left = framing.Length;
    private bool _ended = framing.Kind == BodyKind.None;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var cut = cancellationToken.UnsafeRegister(static end => ((ITunnelEnd)end!).Abort(), end);
        while (!_ended)
        {
            if (_behind.IsEmpty && !await FillAsync().ConfigureAwait(false))
            {
                _ended = true;
                // RFC 9112 §9.8: over TLS, only a close_notify makes such a body complete.
                return framing.Kind == BodyKind.UntilClose && !end.IsTruncated ? 0 : throw new IOException("the app's answer was cut");
            }

            var count = framing.Kind == BodyKind.Chunked ? TakeChunk(buffer.Span) : Take(buffer.Span);
            if (count > 0)
                return count;
        }

        // The app is let go of at once: whoever gets the answer may take their time to hang up.
        end.Close();
        return 0;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<bool> FillAsync()
    {
        if (_buffer.Length == 0)
            _buffer = new byte[16 * 1024];
        var count = await end.ReceiveAsync(_buffer).ConfigureAwait(false);
        if (count < 0)
            throw new IOException("the app's answer was cut");
        _behind = _buffer.AsMemory(0, count);
        return count > 0;
    }

    private int Take(Span<byte> buffer)
    {
        var count = (int)Math.Min(Math.Min(buffer.Length, _behind.Length), framing.Kind == BodyKind.Length ? _left : long.MaxValue);
        _behind.Span[..count].CopyTo(buffer);
        _behind = _behind[count..];
        _left -= count;
        _ended |= framing.Kind == BodyKind.Length && _left == 0;
        return count;
    }

    private int TakeChunk(Span<byte> buffer)
    {
        // No more than fits, so that a piece found is a piece delivered.
        var window = _behind.Span[..Math.Min(_behind.Length, buffer.Length)];
        var read = _chunks.Read(window, out var body, out var consumed, out var violation);
        if (read == ChunkedRead.Invalid)
            throw new IOException($"the app's answer is not sound: {violation.Describe()}");
        body.CopyTo(buffer);
        var count = body.Length;
        _behind = _behind[consumed..];
        _ended |= read == ChunkedRead.Done;
        return count;
    }
}
