using System.Threading.Tasks.Sources;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Server.Carry;

/// <summary>The page's stream on its way to the app: whoever brings pieces meets the tunnel that takes them.</summary>
/// <remarks>
/// <para>
/// A piece that the tunnel waits for goes to it from where its carrier received it, on the carrier's thread: a message costs neither a copy here nor a change of
/// threads. What the tunnel does not take at once is held, so that the carrier can go on and hear what the page says besides: an app that waits with reading until
/// it can write would else wait for acknowledgements that stand behind what it does not read.
/// </para>
/// <para>Thread-safe; one takes at a time.</para>
/// </remarks>
/// <param name="maskingKey">Gives a key for each frame.</param>
/// <param name="taken">Told when the tunnel has taken something that was held. Called without locks.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore that nobody has asked for a wait handle holds nothing; a carrier may still wait for it when the session is over.")]
internal sealed class PageInput(Func<uint> maskingKey, Action taken) : IValueTaskSource<int>
{
    private readonly PageFrames _frames = new(maskingKey);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly ByteRing _held = new();
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<int> _waiting;
    private bool _isWaiting;
    private Memory<byte> _into;
    private MaskedPiece _offered;
    private TaskCompletionSource? _room;
    private byte[] _ours = [];
    private byte[] _goodbye = [];
    private int? _end;
    private bool _hasLeft;

    /// <summary>Up to where the tunnel has taken the page's stream.</summary>
    public long Taken { get; private set; }

    /// <summary>Up to where the page's stream has come.</summary>
    public long Arrived
    {
        get
        {
            lock (_lock)
                return Taken + _held.Count;
        }
    }

    /// <summary>Brings a piece; waits where too much is held already.</summary>
    /// <param name="position">Where in the stream it begins. What was there already is left out; where something is missing before it, nothing of it counts.</param>
    /// <param name="piece">The piece; it may be used again as soon as this ends.</param>
    /// <param name="most">How many bytes may be held.</param>
    /// <param name="cancel">Gives up waiting; what has arrived counts.</param>
    public ValueTask BringAsync(long position, MaskedPiece piece, int most, CancellationToken cancel = default)
    {
        // Mostly nobody else brings, and all of it finds its place at once.
        var turn = _oneAtATime.WaitAsync(cancel);
        if (!turn.IsCompletedSuccessfully)
            return BringInTurnAsync(turn, position, piece, most, cancel);
        if (!TryBring(position, piece, most, out var room))
            return BringRestAsync(room, position, piece, most, cancel);
        _oneAtATime.Release();
        return default;
    }

    /// <summary>Sends the app a control frame of ours, before whatever else comes.</summary>
    /// <param name="opcode">What it is.</param>
    /// <param name="payload">Its payload.</param>
    public void Say(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        int? waiter;
        lock (_lock)
        {
            if (_hasLeft || _frames.Ended || _end is not null)
                return;
            // RFC 6455 §5.5.3: of several pings only the last needs an answer. An app that pings and takes nothing would fill the memory else.
            var frame = FrameOf(opcode, payload);
            _ours = opcode == Opcode.Close ? [.. _ours, .. frame] : frame;
            // Behind a close nothing may follow.
            _hasLeft |= opcode == Opcode.Close;
            waiter = WakeWaiter();
        }

        Wake(waiter);
    }

    /// <summary>Sends the app a close of ours behind what has arrived, unless what has arrived ends with one.</summary>
    /// <param name="payload">Its payload.</param>
    public void Leave(ReadOnlySpan<byte> payload)
    {
        int? waiter;
        lock (_lock)
        {
            if (_hasLeft || _frames.Ended || _end is not null)
                return;
            _goodbye = FrameOf(Opcode.Close, payload);
            waiter = WakeWaiter();
        }

        Wake(waiter);
    }

    /// <summary>Ends the stream: the tunnel is told so, and nothing more is taken.</summary>
    /// <param name="asFailure">Whether as a failure.</param>
    public void End(bool asFailure)
    {
        int? waiter;
        TaskCompletionSource? room;
        lock (_lock)
        {
            _end ??= asFailure ? -1 : 0;
            _held.Release();
            _offered = default;
            waiter = WakeWaiter();
            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
        Wake(waiter);
    }

    /// <summary>Takes some bytes, as <c>ITunnelEnd.ReceiveAsync</c> does.</summary>
    /// <param name="buffer">Where to; an empty one only waits.</param>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        TaskCompletionSource? room = null;
        int? count;
        bool wasHeld;
        lock (_lock)
        {
            wasHeld = _held.Count > 0 && !buffer.IsEmpty;
            count = Fill(buffer.Span);
            if (wasHeld)
                (room, _room) = (_room, null);
            if (count is null)
            {
                _waiting.Reset();
                (_isWaiting, _into) = (true, buffer);
            }
        }

        room?.TrySetResult();
        if (wasHeld)
            taken();
        return count is { } known ? new ValueTask<int>(known) : new ValueTask<int>(this, _waiting.Version);
    }

    int IValueTaskSource<int>.GetResult(short token) => _waiting.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);

    private async ValueTask BringInTurnAsync(Task turn, long position, MaskedPiece piece, int most, CancellationToken cancel)
    {
        try
        {
            await turn.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return;
        }

        await BringRestAsync(Task.CompletedTask, position, piece, most, cancel).ConfigureAwait(false);
    }

    /// <summary>Goes on bringing once there is room, and gives up the turn.</summary>
    private async ValueTask BringRestAsync(Task room, long position, MaskedPiece piece, int most, CancellationToken cancel)
    {
        try
        {
            do
                await room.WaitAsync(cancel).ConfigureAwait(false);
            while (!TryBring(position, piece, most, out room));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The page brings the rest again.
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <param name="position">Where in the stream it begins.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="most">How many bytes may be held.</param>
    /// <param name="room">Ends when there is room for the rest.</param>
    /// <returns>Whether there is nothing left of it to bring.</returns>
    private bool TryBring(long position, MaskedPiece piece, int most, out Task room)
    {
        room = Task.CompletedTask;
        while (true)
        {
            int? waiter;
            lock (_lock)
            {
                var skipped = Taken + _held.Count - position;
                if (skipped < 0 || skipped >= piece.Length || _end is not null)
                    return true;
                var free = (int)Math.Min(piece.Length - skipped, most - _held.Count);
                if (free <= 0)
                {
                    room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                    return false;
                }

                // Behind what is held it has to wait.
                _offered = piece.Slice((int)skipped, free);
                waiter = _held.Count == 0 ? WakeWaiter() : null;
            }

            Wake(waiter);
            lock (_lock)
            {
                // What has not been taken on this thread is held.
                _held.Append(_offered.Bytes.Span, _offered.Mask);
                _offered = default;
                if (Taken + _held.Count >= position + piece.Length)
                    return true;
            }
        }
    }

    /// <returns>What the one who waits gets; null: nobody waits, or for more.</returns>
    private int? WakeWaiter()
    {
        if (!_isWaiting || Fill(_into.Span) is not { } count)
            return null;
        (_isWaiting, _into) = (false, default);
        return count;
    }

    private void Wake(int? result)
    {
        if (result is { } count)
            _waiting.SetResult(count);
    }

    /// <returns>How many bytes there are for the tunnel, or 0 where it only asks whether there are some; null: it must wait.</returns>
    private int? Fill(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return _ours.Length > 0 || _held.Count > 0 || !_offered.IsEmpty || _goodbye.Length > 0 ? 0 : _end;
        // What was written ended with a frame: ours may always come between.
        if (_ours.Length > 0)
            return FillOurs(buffer);

        while (_held.Count > 0 || !_offered.IsEmpty)
        {
            var isHeld = _held.Count > 0;
            var source = isHeld ? _held.Front : _offered.Bytes.Span;
            var (count, consumed) = (0, source.Length);
            // Behind our own goodbye nothing of the page's may follow.
            if (!_hasLeft)
                count = _frames.Next(source, isHeld ? 0 : _offered.Mask, buffer, out consumed);
            Taken += consumed;
            if (isHeld)
                _held.Drop(consumed);
            else
                _offered = _offered.Slice(consumed);
            if (_frames.Violation != Violation.None)
                _end ??= -1;
            if (count > 0)
                return count;
        }

        if (_goodbye.Length == 0 || _hasLeft || _frames.Ended || _end is not null)
            return _end;
        (_ours, _goodbye, _hasLeft) = (_goodbye, [], true);
        return FillOurs(buffer);
    }

    private int FillOurs(Span<byte> buffer)
    {
        var count = Math.Min(_ours.Length, buffer.Length);
        _ours.AsSpan(0, count).CopyTo(buffer);
        _ours = _ours[count..];
        return count;
    }

    private byte[] FrameOf(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(payload.Length + FrameHeader.MaxLength);
        FrameWriter.Write(output, opcode, payload, maskingKey());
        return output.WrittenSpan.ToArray();
    }
}
