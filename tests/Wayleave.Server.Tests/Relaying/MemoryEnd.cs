using Wayleave.Server.Relaying;

namespace Wayleave.Server.Tests.Relaying;

/// <summary>A connection in memory, and the peer at its far end, which may be slow, deaf, or gone.</summary>
/// <remarks>Whoever waits goes on inside the call that ends the wait: once a test's call returns, all that follows from it has been done.</remarks>
internal sealed class MemoryEnd : ITunnelEnd
{
    private readonly Lock _lock = new();
    private readonly Queue<byte> _toTunnel = new();
    private readonly List<byte> _received = [];
    private TaskCompletionSource? _readable;
    private TaskCompletionSource? _writable;
    private TaskCompletionSource? _finishable;
    private Exception? _receiveFails;
    private Exception? _sendFails;
    private long _window = long.MaxValue;
    private bool _inputEnds;
    private int _calls;

    /// <summary>What the peer has got.</summary>
    public byte[] Received
    {
        get
        {
            lock (_lock)
                return [.. _received];
        }
    }

    /// <summary>Whether the peer has got our FIN.</summary>
    public bool GotFinish { get; private set; }

    /// <summary>Whether the peer has got a reset.</summary>
    public bool GotReset { get; private set; }

    /// <summary>How often the connection was let go of.</summary>
    public int Closes { get; private set; }

    /// <summary>How many bytes were taken from the peer.</summary>
    public long Read { get; private set; }

    /// <summary>Whether the peer has sent FIN.</summary>
    public bool HasHungUp => _inputEnds;

    /// <summary>How the end was misused; null if it was not.</summary>
    public string? Misuse { get; private set; }

    /// <summary>Whether somebody waits for the connection.</summary>
    public bool IsInUse => Volatile.Read(ref _calls) > 0;

    /// <summary>The most bytes that one call receives.</summary>
    public int Cut { get; set; } = int.MaxValue;

    /// <summary>Whether the next sending fails, and only that.</summary>
    public bool FailsOnce { get; set; }

    /// <summary>Whether FIN cannot be sent, as where a close_notify of TLS must go first.</summary>
    public bool FinishWaits { get; set; }

    /// <summary>The peer takes so many bytes more, and then none until it is told again.</summary>
    public void Accept(long bytes) => Change(() => _window = bytes);

    /// <summary>The peer sends.</summary>
    public void Say(params ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        Change(() =>
        {
            // Whoever has gone says nothing.
            if (_receiveFails is null && !_inputEnds)
                foreach (var value in copy)
                    _toTunnel.Enqueue(value);
        });
    }

    /// <summary>The peer sends FIN.</summary>
    public void HangUp() => Change(() => _inputEnds = true);

    /// <summary>The peer resets the connection.</summary>
    public void Reset() => Change(() => _receiveFails = _sendFails ??= new IOException("reset by peer"));

    /// <summary>Sending to the peer fails; what it has sent may still be received.</summary>
    public void FailSending(Exception? why = null) => Change(() => _sendFails ??= why ?? new IOException("broken pipe"));

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        using var call = Enter();
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (_toTunnel.Count > 0)
                    return Take(buffer);
                if (_receiveFails is not null)
                    throw _receiveFails;
                if (_inputEnds)
                    return 0;
                if (_readable is { Task.IsCompleted: false })
                    Misuse ??= "two receive at once";
                wait = (_readable = new TaskCompletionSource()).Task;
            }

            await wait;
        }
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var call = Enter();
        if (FailsOnce)
        {
            FailsOnce = false;
            throw new IOException("a hiccup");
        }

        while (!bytes.IsEmpty)
        {
            Task wait;
            lock (_lock)
            {
                if (_sendFails is not null)
                    throw _sendFails;
                if (GotFinish)
                    Misuse ??= "bytes behind FIN";
                var count = (int)Math.Min(_window, bytes.Length);
                _received.AddRange(bytes.Span[..count]);
                _window -= count;
                bytes = bytes[count..];
                if (bytes.IsEmpty)
                    return;
                if (_writable is { Task.IsCompleted: false })
                    Misuse ??= "two send at once";
                wait = (_writable = new TaskCompletionSource()).Task;
            }

            await wait;
        }
    }

    public async ValueTask FinishAsync()
    {
        using var call = Enter();
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (_writable is { Task.IsCompleted: false })
                    Misuse ??= "FIN while bytes wait";
                if (GotFinish)
                    Misuse ??= "FIN twice";
                if (_sendFails is not null)
                    throw _sendFails;
                if (!FinishWaits)
                {
                    GotFinish = true;
                    return;
                }

                wait = (_finishable = new TaskCompletionSource()).Task;
            }

            await wait;
        }
    }

    public void Abort() => Change(() =>
    {
        GotReset |= Closes == 0;
        Fall(new ObjectDisposedException("aborted"));
    });

    public void Close() => Change(() =>
    {
        Closes++;
        Fall(new ObjectDisposedException("closed"));
    });

    private void Fall(Exception why)
    {
        _toTunnel.Clear();
        (_receiveFails, _sendFails) = (why, why);
    }

    private int Take(Memory<byte> buffer)
    {
        var count = Math.Min(Math.Min(buffer.Length, _toTunnel.Count), Cut);
        for (var i = 0; i < count; i++)
            buffer.Span[i] = _toTunnel.Dequeue();
        Read += count;
        return count;
    }

    private void Change(Action change)
    {
        TaskCompletionSource?[] waiting;
        lock (_lock)
        {
            change();
            waiting = [_readable, _writable, _finishable];
        }

        foreach (var wait in waiting)
            wait?.TrySetResult();
    }

    private Call Enter()
    {
        Interlocked.Increment(ref _calls);
        return new Call(this);
    }

    private readonly struct Call(MemoryEnd end) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref end._calls);
    }
}
