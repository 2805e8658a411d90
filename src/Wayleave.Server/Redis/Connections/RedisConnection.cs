using System.Buffers;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Redis.Connections;

/// <summary>One connection that is open: commands of many callers go out together, answers come back in order.</summary>
/// <remarks>
/// Whoever sends appends to the bytes that wait; one flush at a time takes them all. What waits for an answer stands in a queue, so the
/// answer that comes belongs to its head. If that head waits too long, or anything else goes wrong, the connection is over: each waiting
/// command then learns whether its bytes had been handed to the system. Thread-safe.
/// </remarks>
internal sealed class RedisConnection : IAsyncDisposable
{
    private static readonly RedisCommand Ping = RedisCommand.Keyless("PING");
    private static readonly RedisCommand Asking = RedisCommand.Keyless("ASKING");

    private readonly Lock _lock = new();
    private readonly Queue<PendingReply> _pending = new();
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private readonly Stream _stream;
    private readonly RedisOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<RespValue.Push> _onPush;
    private readonly IncomingValues _incoming;
    private readonly ITimer _watch;
    private readonly Task _reading;
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _writing = new();
    private Task _flushing = Task.CompletedTask;
    private bool _isFlushing;
    private long _sequence;
    private long _handedOver;
    private bool _isOver;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The connection; owned from here on.</param>
    /// <param name="address">Where to.</param>
    /// <param name="options">Limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onPush">Is given what came by itself, in order; must not block.</param>
    public RedisConnection(Stream stream, RedisAddress address, RedisOptions options, TimeProvider time, Action<RespValue.Push> onPush)
    {
        (_stream, Address, _options, _time, _onPush) = (stream, address, options, time, onPush);
        _incoming = new IncomingValues(stream, options.Resp, time);
        _watch = time.CreateTimer(_ => Watch(), null, options.ProbeAfter, Timeout.InfiniteTimeSpan);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Where it leads.</summary>
    public RedisAddress Address { get; }

    /// <summary>Ends when the connection does, with the reason in words.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Sends a command. The answer may be an error, which is a value here.</summary>
    /// <param name="command">The command.</param>
    /// <param name="asking">Whether ASKING goes right before it, for a key that is being moved.</param>
    /// <exception cref="RedisUnavailableException">In the task: there is no answer.</exception>
    public Task<RespValue> SendAsync(RedisCommand command, bool asking = false)
    {
        lock (_lock)
        {
            if (_isOver)
                return UnavailableAsync(RedisUnavailableReason.Lost, $"{command}: the connection to {Address} is lost");
            if (_pending.Count >= _options.MaxInFlight)
                return UnavailableAsync(RedisUnavailableReason.TooManyInFlight, $"{command}: {_pending.Count} commands wait for answers of {Address} already");
            if ((long)_waiting.WrittenCount + command.Wire.Length > _options.MaxQueuedBytes)
                return UnavailableAsync(RedisUnavailableReason.TooManyInFlight, $"{command}: {_waiting.WrittenCount} bytes wait to be sent to {Address} already");
            if (asking)
                Append(Asking, null);
            return Append(command, null).Task;
        }
    }

    /// <summary>Subscribes or unsubscribes. The number of channels is the bound of such commands, not the limit in flight.</summary>
    /// <param name="command">The command.</param>
    /// <param name="confirmation">Who is told when it counts.</param>
    public void Ask(RedisCommand command, RedisConfirmation confirmation)
    {
        lock (_lock)
            if (!_isOver)
                Append(command, confirmation);
    }

    /// <summary>Gives the connection up.</summary>
    /// <param name="words">Why.</param>
    public void Abandon(string words) => End(RedisUnavailableReason.Lost, words);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        End(RedisUnavailableReason.Closed, "the client was closed");
        await _reading.ConfigureAwait(false);
        await _flushing.ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }

    // Under the lock.
    private PendingReply Append(RedisCommand command, RedisConfirmation? confirmation)
    {
        var reply = new PendingReply(command, ++_sequence, _time.GetTimestamp(), confirmation);
        _pending.Enqueue(reply);
        _waiting.Write(command.Wire.Span);
        if (_pending.Count == 1)
            _watch.Change(_options.CommandLimit, Timeout.InfiniteTimeSpan);
        if (!_isFlushing)
        {
            _isFlushing = true;
            // On another thread: whoever sends must not wait for the system, and whatever is sent meanwhile goes out together.
            _flushing = Task.Run(FlushAsync);
        }

        return reply;
    }

    private async Task FlushAsync()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_waiting.WrittenCount == 0 || _isOver)
                {
                    _isFlushing = false;
                    return;
                }

                (_waiting, _writing) = (_writing, _waiting);
                _handedOver = _sequence;
            }

            try
            {
                await _stream.WriteAsync(_writing.WrittenMemory, _over.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsExpected(exception))
            {
                // Reading goes on to the end: what the server said before it closed comes first.
            }

            // One large batch must not stay in memory for good.
            if (_writing.Capacity > 256 * 1024)
                _writing = new ArrayBufferWriter<byte>();
            else
                _writing.ResetWrittenCount();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var words = await _incoming.ReadAsync(Take, _over.Token).ConfigureAwait(false);
            End(RedisUnavailableReason.Lost, $"{Address} {words}");
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            End(RedisUnavailableReason.Lost, $"{Address}: the connection broke ({(exception.InnerException ?? exception).Message})");
        }
    }

    private string? Take(RespValue value)
    {
        PendingReply? reply;
        lock (_lock)
        {
            if (!_pending.TryPeek(out reply) || !reply.IsAnsweredBy(value))
                reply = null;
            else
                _pending.Dequeue();
        }

        if (reply is not null)
            reply.Answer(value);
        else if (value is RespValue.Push push)
            _onPush(push);
        else
            // Such as "-ERR max number of clients reached", which answers no command.
            return value is RespValue.Error error ? $"said: {error.Content}" : "answered what nobody asked";
        return null;
    }

    // One timer for both: an answer that is owed too long, and a silence that may mean that nobody is there.
    private void Watch()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            var now = _time.GetTimestamp();
            if (_pending.Count == 0 && _time.GetElapsedTime(_incoming.Heard, now) >= _options.ProbeAfter)
                Append(Ping, null);
            var left = _pending.TryPeek(out var head)
                ? _options.CommandLimit - _time.GetElapsedTime(head.Began, now)
                : _options.ProbeAfter - _time.GetElapsedTime(_incoming.Heard, now);
            if (left > TimeSpan.Zero)
            {
                _watch.Change(left < _options.ProbeAfter ? left : _options.ProbeAfter, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        End(RedisUnavailableReason.TimedOut, $"{Address} owed an answer for {_options.CommandLimit.TotalSeconds:0.###} s");
    }

    private void End(RedisUnavailableReason reason, string words)
    {
        PendingReply[] left;
        long handedOver;
        lock (_lock)
        {
            if (_isOver)
                return;
            _isOver = true;
            left = [.. _pending];
            handedOver = _handedOver;
            _pending.Clear();
        }

        _over.Cancel();
        _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stream.Dispose();
        foreach (var reply in left)
            reply.Fail(new RedisUnavailableException(reason, $"{reply.Command}: {words}", reply.Sequence <= handedOver));
        _ended.TrySetResult(words);
    }

    private static bool IsExpected(Exception exception) => exception is IOException or ObjectDisposedException or OperationCanceledException;

    private static Task<RespValue> UnavailableAsync(RedisUnavailableReason reason, string words) =>
        Task.FromException<RespValue>(new RedisUnavailableException(reason, words));
}
