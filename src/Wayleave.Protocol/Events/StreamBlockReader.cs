using System.Buffers;
using System.Buffers.Text;

namespace Wayleave.Protocol.Events;

/// <summary>Reads a stream of server-sent events, however it is cut.</summary>
/// <remarks>
/// Names and ids of events are passed over: what a server of ours says stands in the data. Lines end in LF, CR or both, and a CR at the end of
/// what has arrived may still be followed by its LF.
/// </remarks>
/// <param name="maxBytes">The most bytes of a line, and of a block's data: 1 or more. A security limit.</param>
/// <seealso href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">Parsing an event stream</seealso>
public sealed class StreamBlockReader(int maxBytes)
{
    private static readonly SearchValues<byte> s_lineEnds = SearchValues.Create("\r\n"u8);

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private TimeSpan? _retry;
    private bool _hasData;
    private bool _isFirstLine = true;
    private bool _afterReturn;

    /// <summary>Whether a line or a block was longer than may be: nothing more can be read.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Takes bytes up to the end of the next block.</summary>
    /// <param name="source">What has arrived.</param>
    /// <param name="consumed">How much of it was taken: all of it where no block has ended.</param>
    /// <returns>The block; null if none has ended, or if <see cref="IsTooLong"/>.</returns>
    public StreamBlock? Read(ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        while (!IsTooLong && consumed < source.Length)
        {
            var rest = source[consumed..];
            if (_afterReturn && rest[0] == '\n')
            {
                _afterReturn = false;
                consumed++;
                continue;
            }

            _afterReturn = false;
            var end = rest.IndexOfAny(s_lineEnds);
            var part = end < 0 ? rest : rest[..end];
            if (!TryAppend(_line, part))
                break;
            consumed += part.Length;
            if (end < 0)
                break;
            _afterReturn = rest[end] == '\r';
            consumed++;
            if (TakeLine() is { } block)
                return block;
        }

        return null;
    }

    private StreamBlock? TakeLine()
    {
        var line = _line.WrittenSpan;
        // A byte order mark may stand at the very beginning.
        if (_isFirstLine && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        _isFirstLine = false;
        var block = line.IsEmpty ? TakeBlock() : null;
        if (!line.IsEmpty)
            TakeField(line);
        _line.ResetWrittenCount();
        return block;
    }

    private StreamBlock? TakeBlock()
    {
        if (!_hasData && _retry is null)
            return null;
        var block = new StreamBlock(_data.WrittenSpan.ToArray(), _retry);
        _data.ResetWrittenCount();
        (_hasData, _retry) = (false, null);
        return block;
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        if (value.StartsWith((byte)' '))
            value = value[1..];
        if (name.SequenceEqual("data"u8))
        {
            if (_hasData && !TryAppend(_data, "\n"u8))
                return;
            _hasData = TryAppend(_data, value);
        }
        else if (name.SequenceEqual("retry"u8) && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(value, out long milliseconds, out _))
        {
            _retry = TimeSpan.FromMilliseconds(Math.Min(milliseconds, (long)ServerMessage.MaxTime.TotalMilliseconds));
        }
    }

    private bool TryAppend(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        // The line that carries a block's data has its name before it.
        if (output.WrittenCount + (long)bytes.Length > maxBytes + (output == _line ? "data: ".Length : 0))
            IsTooLong = true;
        else
            output.Write(bytes);
        return !IsTooLong;
    }
}
