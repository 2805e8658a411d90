using System.Threading.Tasks.Sources;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.Server.Carry;

/// <summary>The page's stream on its way to the app: whoever brings pieces meets the tunnel that takes them, and neither runs ahead.</summary>
/// <remarks>
/// No byte is held here: a piece lies where its carrier received it until the tunnel has taken it. A carrier's thread goes on into the tunnel, so that a
/// message costs no change of threads. Thread-safe; one takes at a time.
/// </remarks>
/// <param name="maskingKey">Gives a key for each frame.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore that nobody has asked for a wait handle holds nothing; a carrier may still wait for it when the session is over.")]
internal sealed class PageInput(Func<uint> maskingKey) : IValueTaskSource<int>
{
    private readonly PageFrames _frames = new(maskingKey);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<int> _waiting;
    private bool _isWaiting;
    private Memory<byte> _into;
    private ReadOnlyMemory<byte> _offered;
    private TaskCompletionSource? _taken;
    private byte[] _ours = [];
    private int? _end;
    private bool _hasLeft;

    /// <summary>Up to where the page's stream has come.</summary>
    public long Received { get; private set; }

    /// <summary>Brings a piece, and waits until the tunnel has taken it.</summary>
    /// <param name="position">Where in the stream it begins. What was there already is left out; where something is missing before it, nothing of it counts.</param>
    /// <param name="piece">The piece; it may be used again as soon as this ends.</param>
    /// <param name="cancel">Gives up; what was taken counts.</param>
    /// <returns>Up to where the stream has come.</returns>
    public async ValueTask<long> BringAsync(long position, ReadOnlyMemory<byte> piece, CancellationToken cancel = default)
    {
        await _oneAtATime.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (!Offer(position, piece, out var waiter))
                return Received;
            Wake(waiter);
            Task? taken = null;
            lock (_lock)
                if (!_offered.IsEmpty)
                    taken = (_taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            if (taken is not null)
                await TakenAsync(taken, cancel).ConfigureAwait(false);
            return Received;
        }
        finally
        {
            _oneAtATime.Release();
        }
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
            var output = new System.Buffers.ArrayBufferWriter<byte>(payload.Length + FrameHeader.MaxLength);
            FrameWriter.Write(output, opcode, payload, maskingKey());
            _ours = [.. _ours, .. output.WrittenSpan];
            // Behind a close nothing may follow.
            _hasLeft |= opcode == Opcode.Close;
            waiter = WakeWaiter();
        }

        Wake(waiter);
    }

    /// <summary>Ends the stream: the tunnel is told so, and nothing more is taken.</summary>
    /// <param name="asFailure">Whether as a failure.</param>
    public void End(bool asFailure)
    {
        int? waiter;
        TaskCompletionSource? taken;
        lock (_lock)
        {
            _end ??= asFailure ? -1 : 0;
            waiter = WakeWaiter();
            _offered = default;
            (taken, _taken) = (_taken, null);
        }

        taken?.TrySetResult();
        Wake(waiter);
    }

    /// <summary>Takes some bytes, as <c>ITunnelEnd.ReceiveAsync</c> does.</summary>
    /// <param name="buffer">Where to; an empty one only waits.</param>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        TaskCompletionSource? taken;
        int? count;
        lock (_lock)
        {
            count = Fill(buffer.Span);
            taken = count is null ? null : TakeTaken();
            if (count is null)
            {
                _waiting.Reset();
                (_isWaiting, _into) = (true, buffer);
                return new ValueTask<int>(this, _waiting.Version);
            }
        }

        taken?.TrySetResult();
        return new ValueTask<int>(count.Value);
    }

    int IValueTaskSource<int>.GetResult(short token) => _waiting.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);

    private bool Offer(long position, ReadOnlyMemory<byte> piece, out int? waiter)
    {
        waiter = null;
        lock (_lock)
        {
            var skipped = Received - position;
            if (skipped < 0 || skipped >= piece.Length || _end is not null)
                return false;
            _offered = piece[(int)skipped..];
            waiter = WakeWaiter();
            return true;
        }
    }

    // The rest of the piece goes back to its carrier: it may be used again there.
    private async Task TakenAsync(Task taken, CancellationToken cancel)
    {
        await using (cancel.UnsafeRegister(static input => ((PageInput)input!).Withdraw(), this).ConfigureAwait(false))
            await taken.ConfigureAwait(false);
    }

    private void Withdraw()
    {
        TaskCompletionSource? taken;
        lock (_lock)
        {
            _offered = default;
            (taken, _taken) = (_taken, null);
        }

        taken?.TrySetResult();
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
        if (result is not { } count)
            return;
        TaskCompletionSource? taken;
        lock (_lock)
            taken = TakeTaken();
        taken?.TrySetResult();
        _waiting.SetResult(count);
    }

    private TaskCompletionSource? TakeTaken()
    {
        if (!_offered.IsEmpty)
            return null;
        var taken = _taken;
        _taken = null;
        return taken;
    }

    /// <returns>How many bytes there are for the tunnel, or 0 where it only asks whether there are some; null: it must wait.</returns>
    private int? Fill(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return _ours.Length > 0 || !_offered.IsEmpty ? 0 : _end;
        // What was written ended with a frame: ours may always come between.
        if (_ours.Length > 0)
        {
            var ours = Math.Min(_ours.Length, buffer.Length);
            _ours.AsSpan(0, ours).CopyTo(buffer);
            _ours = _ours[ours..];
            return ours;
        }

        if (_hasLeft)
        {
            Received += _offered.Length;
            _offered = default;
        }

        while (!_offered.IsEmpty)
        {
            var count = _frames.Next(_offered.Span, buffer, out var consumed);
            Received += consumed;
            _offered = _offered[consumed..];
            if (_frames.Violation != Violation.None)
                _end ??= -1;
            if (count > 0)
                return count;
        }

        return _end;
    }
}
