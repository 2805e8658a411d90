using System.Buffers;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Answers;

/// <summary>Reads what an app answers off its connection: heads, and a body in pieces as they come.</summary>
/// <remarks>Nothing is held while nothing comes: a stream of events may be silent for hours, and there may be thousands.</remarks>
/// <param name="end">The app's connection.</param>
/// <param name="strictness">How its heads are judged.</param>
internal sealed class AnswerReader(ITunnelEnd end, HeadStrictness strictness)
{
    // A head has room in it mostly; a body comes in pieces of this size.
    private const int FirstBytes = 1024;
    private const int PieceBytes = 16 * 1024;

    // Django's pages of errors have long heads; 64 KiB is far beyond any.
    private static readonly HeadLimits s_limits = new(64 * 1024);

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private BodyFraming _framing;
    private ChunkedReader? _chunks;
    private long _left;
    private bool _hasEnded;

    /// <summary>What came and is not read yet: the next head, a body's beginning, or the first bytes of another protocol.</summary>
    public ReadOnlyMemory<byte> Unread => _buffer.AsMemory(_start, _end - _start);

    /// <summary>The trailers, once the body has ended.</summary>
    public HeaderLines Trailers => _chunks?.ReadTrailers() ?? HeaderLines.Empty;

    /// <summary>Waits for the next head.</summary>
    /// <exception cref="IOException">The connection has failed; other exceptions that <see cref="ITunnelEnd"/> names say so too.</exception>
    public async ValueTask<AnswerHead> ReadHeadAsync()
    {
        while (true)
        {
            var status = HeadReader.TryReadResponse(Unread.Span, s_limits, strictness, out var head, out var length, out var violation);
            if (status == OperationStatus.InvalidData)
                return new AnswerHead(null, $"the app's answer is no HTTP: {violation.Describe()}");
            if (status == OperationStatus.Done)
            {
                _start += length;
                return new AnswerHead(head);
            }

            var isSilent = !HasUnread;
            var count = await FillAsync(FirstBytes).ConfigureAwait(false);
            if (count <= 0)
                return new AnswerHead(null, $"the app {(count < 0 ? "reset" : "ended")} the connection instead of answering", isSilent);
        }
    }

    /// <summary>What follows is a body.</summary>
    /// <param name="framing">How its end is found.</param>
    public void BeginBody(BodyFraming framing)
    {
        (_framing, _left, _hasEnded) = (framing, framing.Length, framing.Kind == BodyKind.None);
        _chunks = framing.Kind == BodyKind.Chunked ? new ChunkedReader(maxBodyBytes: long.MaxValue) : null;
    }

    /// <summary>Whether something is there already.</summary>
    public bool HasUnread => _end > _start;

    /// <summary>The next piece of the body, if it need not be waited for.</summary>
    /// <param name="piece">The piece; empty at the body's end. It is good until the next call.</param>
    /// <exception cref="IOException">The body is not sound.</exception>
    public bool TryReadPiece(out ReadOnlyMemory<byte> piece)
    {
        piece = default;
        while (!_hasEnded && HasUnread && piece.IsEmpty)
            piece = _chunks is null ? Take() : TakeChunk(_chunks);
        return _hasEnded || !piece.IsEmpty;
    }

    /// <summary>The next piece of the body; empty at its end. It is good until the next call.</summary>
    /// <exception cref="IOException">The body is cut or not sound; other exceptions that <see cref="ITunnelEnd"/> names say so too.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadPieceAsync()
    {
        ReadOnlyMemory<byte> piece;
        while (!TryReadPiece(out piece))
        {
            var count = await FillAsync(PieceBytes).ConfigureAwait(false);
            if (count > 0)
                continue;
            // RFC 9112 §9.8: over TLS, only a close_notify makes a body complete that ends with its connection.
            if (count < 0 || _framing.Kind != BodyKind.UntilClose || end.IsTruncated)
                throw new IOException("the app's answer was cut");
            _hasEnded = true;
        }

        return piece;
    }

    /// <summary>Lets go of the buffer; what is unread is lost.</summary>
    public void Release()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = ([], 0, 0);
    }

    private ReadOnlyMemory<byte> Take()
    {
        var count = _framing.Kind == BodyKind.Length ? (int)Math.Min(_left, Unread.Length) : Unread.Length;
        var piece = Unread[..count];
        _start += count;
        _left -= count;
        _hasEnded = _framing.Kind == BodyKind.Length && _left == 0;
        return piece;
    }

    private ReadOnlyMemory<byte> TakeChunk(ChunkedReader chunks)
    {
        var read = chunks.Read(Unread.Span, out var body, out var consumed, out var violation);
        if (read == ChunkedRead.Invalid)
            throw new IOException($"the app's answer is not sound: {violation.Describe()}");
        // A piece is the last of what was consumed for it.
        var piece = _buffer.AsMemory(_start + consumed - body.Length, body.Length);
        _start += consumed;
        _hasEnded = read == ChunkedRead.Done;
        return piece;
    }

    // As ITunnelEnd.ReceiveAsync: 0 at the end of the app's stream, -1 where it has failed.
    private async ValueTask<int> FillAsync(int least)
    {
        // A buffer that was full means that there is more to come at once; else it is given back until something comes.
        if (!HasUnread && _end < _buffer.Length)
        {
            Release();
            if (await end.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false) < 0)
                return -1;
        }

        MakeRoom(least);
        var count = await end.ReceiveAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
        _end += Math.Max(count, 0);
        return count;
    }

    private void MakeRoom(int least)
    {
        var unread = _end - _start;
        if (_end < _buffer.Length && _buffer.Length >= least)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, unread == _buffer.Length ? unread * 4 : unread + 1));
        Unread.CopyTo(larger);
        Release();
        (_buffer, _end) = (larger, unread);
    }
}
