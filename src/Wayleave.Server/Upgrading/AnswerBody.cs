using Wayleave.Server.Answers;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Upgrading;

/// <summary>The body of an app's answer as a stream, whose end closes the app's connection; it ends early by an <see cref="IOException"/> and never looks whole then.</summary>
/// <param name="end">The app's connection.</param>
/// <param name="reader">Gives the body in pieces.</param>
internal sealed class AnswerBody(ITunnelEnd end, AnswerReader reader) : Stream
{
    private ReadOnlyMemory<byte> _piece;

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
        if (_piece.IsEmpty)
            _piece = await reader.ReadPieceAsync().ConfigureAwait(false);
        if (_piece.IsEmpty)
        {
            // The app is let go of at once: whoever gets the answer may take their time to hang up.
            end.Close();
            return 0;
        }

        var count = Math.Min(buffer.Length, _piece.Length);
        _piece[..count].CopyTo(buffer);
        _piece = _piece[count..];
        return count;
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            reader.Release();
        base.Dispose(disposing);
    }
}
