using System.Threading.Channels;

namespace Wayleave.Conformance.Events.Model;

/// <summary>Bytes on their way to a client, which may take nothing for a while.</summary>
internal sealed class Arrivals
{
    /// <summary>How long anything may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _chunks = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TaskCompletionSource _room = Done();
    private bool _isCut;

    /// <summary>Takes bytes in, once there is room.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="IOException">The connection is cut.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Task room;
        lock (_lock)
            room = _room.Task;
        await room.ConfigureAwait(false);
        lock (_lock)
        {
            if (_isCut)
                throw new IOException("the connection was cut");
            _chunks.Enqueue(bytes.ToArray());
        }

        Wake();
    }

    /// <summary>What has come next.</summary>
    public byte[]? TryTake()
    {
        lock (_lock)
            return _chunks.TryDequeue(out var chunk) ? chunk : null;
    }

    /// <summary>Waits until something has come since the last time.</summary>
    public async Task WaitAsync()
    {
        try
        {
            await _news.Reader.ReadAsync().AsTask().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new ModelFlaw("nothing comes any more");
        }
    }

    /// <summary>Whoever waits looks anew.</summary>
    public void Wake() => _news.Writer.TryWrite(true);

    /// <summary>Makes room, or takes it away.</summary>
    /// <param name="isStalled">Which.</param>
    public void Stall(bool isStalled)
    {
        lock (_lock)
        {
            if (!isStalled)
                _room.TrySetResult();
            else if (_room.Task.IsCompleted && !_isCut)
                _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Takes nothing any more.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            _room.TrySetResult();
        }

        Wake();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
