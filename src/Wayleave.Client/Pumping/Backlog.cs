namespace Wayleave.Client.Pumping;

/// <summary>What has come and was not taken by the reader yet. One writer, one reader.</summary>
/// <remarks>
/// Where it is full the writer waits, and nothing is read from the network meanwhile: nothing is dropped. It is full by number or by
/// size, and takes one item of any size when it is empty.
/// </remarks>
/// <param name="maxItems">The most items: 1 or more.</param>
/// <param name="maxBytes">About the most bytes: 1 or more.</param>
internal sealed class Backlog(int maxItems, long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Queue<StreamItem> _items = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private bool _isComplete;

    private bool IsFull => _items.Count >= maxItems || _bytes >= maxBytes;

    /// <summary>Puts an item in, once there is room.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async ValueTask WriteAsync(StreamItem item, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!IsFull)
                {
                    _items.Enqueue(item);
                    _bytes += item.Size;
                    if (_items.Count == 1)
                        Tell();
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing more will be put in.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Tell();
        }
    }

    /// <summary>Takes the next item, once there is one.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The item; null if there is none any more.</returns>
    public async ValueTask<StreamItem?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task changed;
            lock (_lock)
            {
                var wasFull = IsFull;
                if (_items.TryDequeue(out var item))
                {
                    _bytes -= item.Size;
                    if (wasFull && !IsFull)
                        Tell();
                    return item;
                }

                if (_isComplete)
                    return null;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Whoever waits looks again. Both sides never wait at once, since what is full is not empty.
    private void Tell()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
