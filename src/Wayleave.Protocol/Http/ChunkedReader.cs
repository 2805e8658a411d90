using System.Buffers;

namespace Wayleave.Protocol.Http;

/// <summary>Takes a chunked body apart, however its bytes are cut. Chunk extensions are skipped; trailers are kept for whoever asks.</summary>
/// <param name="maxBodyBytes">Security limit: the longest body in bytes.</param>
/// <param name="maxLineBytes">Security limit: the longest chunk-size line, and the longest trailers, in bytes.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112 §7.1</seealso>
public sealed class ChunkedReader(long maxBodyBytes = 16 * 1024 * 1024, int maxLineBytes = 8 * 1024)
{
    private const int MaxSizeDigits = 15;
    private const int MaxTrailers = 100;

    private readonly List<byte> _trailers = [];
    private State _state = State.Size;
    private long _left;
    private long _total;
    private int _digits;
    private int _lineBytes;
    private bool _trailerLineEmpty = true;
    private HttpViolation _violation;

    private enum State
    {
        Size,
        Extension,
        SizeLineFeed,
        Data,
        DataReturn,
        DataLineFeed,
        Trailer,
        TrailerLineFeed,
        Done,
        Invalid,
    }

    /// <summary>Takes one step: until a piece of the body, the end, a flaw, or the end of <paramref name="source"/>.</summary>
    /// <param name="source">The bytes received and not consumed yet.</param>
    /// <param name="body">The piece where the answer is <see cref="ChunkedRead.Body"/>: a part of <paramref name="source"/>.</param>
    /// <param name="consumed">How many bytes were taken.</param>
    /// <param name="violation">What is wrong where the answer is <see cref="ChunkedRead.Invalid"/>.</param>
    public ChunkedRead Read(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> body, out int consumed, out HttpViolation violation)
    {
        body = default;
        consumed = 0;
        violation = _violation;
        while (_state is not (State.Done or State.Invalid))
        {
            if (consumed == source.Length)
                return ChunkedRead.NeedMoreData;
            if (_state == State.Data)
            {
                body = source.Slice(consumed, (int)Math.Min(_left, source.Length - consumed));
                consumed += body.Length;
                _left -= body.Length;
                _state = _left == 0 ? State.DataReturn : State.Data;
                return ChunkedRead.Body;
            }

            violation = _violation = Step(source[consumed]);
            if (violation != HttpViolation.None)
                _state = State.Invalid;
            else
                consumed++;
        }

        return _state == State.Done ? ChunkedRead.Done : ChunkedRead.Invalid;
    }

    /// <summary>
    /// The trailers, once the body has ended. None where they are no sound header lines: they are additions, and a body that has come
    /// whole is worth more than they are.
    /// </summary>
    public HeaderLines ReadTrailers()
    {
        if (_state != State.Done || _trailers.Count == 0)
            return HeaderLines.Empty;
        var lines = new LineScanner([.. _trailers], maxBytes: int.MaxValue, HeadStrictness.Strict);
        return HeaderLineReader.ReadAll(ref lines, MaxTrailers, HeadStrictness.Strict, out var trailers, out _) == OperationStatus.Done
            ? trailers
            : HeaderLines.Empty;
    }

    private HttpViolation Step(byte value)
    {
        if (_state is State.Size or State.Extension or State.Trailer && ++_lineBytes > maxLineBytes)
            return HttpViolation.ChunkLineTooLong;
        if (_state is State.Trailer or State.TrailerLineFeed)
            _trailers.Add(value);
        switch (_state)
        {
            case State.Size:
                return StepSize(value);
            case State.Extension:
                if (value == '\r')
                    _state = State.SizeLineFeed;
                return value == '\n' ? HttpViolation.BareLineFeed : HttpViolation.None;
            case State.SizeLineFeed:
                _lineBytes = 0;
                _digits = 0;
                _state = _left == 0 ? State.Trailer : State.Data;
                return value == '\n' ? HttpViolation.None : HttpViolation.BareCarriageReturn;
            case State.DataReturn:
                _state = State.DataLineFeed;
                return value == '\r' ? HttpViolation.None : HttpViolation.ChunkEndMissing;
            case State.DataLineFeed:
                _state = State.Size;
                return value == '\n' ? HttpViolation.None : HttpViolation.ChunkEndMissing;
            case State.Trailer:
                if (value == '\r')
                    _state = State.TrailerLineFeed;
                else
                    _trailerLineEmpty = false;
                return value == '\n' ? HttpViolation.BareLineFeed : HttpViolation.None;
            default:
                _state = _trailerLineEmpty ? State.Done : State.Trailer;
                _trailerLineEmpty = true;
                return value == '\n' ? HttpViolation.None : HttpViolation.BareCarriageReturn;
        }
    }

    private HttpViolation StepSize(byte value)
    {
        if (char.IsAsciiHexDigit((char)value))
        {
            _left = (_left << 4) | HexValue(value);
            return ++_digits > MaxSizeDigits ? HttpViolation.ChunkSizeInvalid : HttpViolation.None;
        }

        if (_digits == 0 || value is not ((byte)'\r' or (byte)';' or (byte)' ' or (byte)'\t'))
            return HttpViolation.ChunkSizeInvalid;
        if (_left > maxBodyBytes - _total)
            return HttpViolation.BodyTooLarge;
        _total += _left;
        _state = value == '\r' ? State.SizeLineFeed : State.Extension;
        return HttpViolation.None;
    }

    private static uint HexValue(byte digit) => digit <= '9' ? (uint)(digit - '0') : (uint)((digit | 0x20) - 'a' + 10);
}
