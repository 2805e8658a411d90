using System.Threading.Channels;

namespace Wayleave.Server.Redis.PubSub;

/// <summary>One subscriber's queue of messages.</summary>
/// <remarks>
/// The policy of a full queue: the connection never waits for a subscriber. The message that finds the queue full is dropped, and
/// <see cref="RedisDelivery.Missed"/> stands in its place at once, in a slot kept for it; messages are dropped until the subscriber has
/// made room. So nothing is missing unannounced, and what is queued stays in order.
/// </remarks>
internal sealed class RedisSubscription : IDisposable
{
    private readonly TaskCompletionSource _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<RedisDelivery> _queue;
    private readonly Action<RedisSubscription> _leave;
    private readonly int _capacity;
    private bool _toldLast;
    private int _disposed;

    /// <summary>Makes one.</summary>
    /// <param name="topic">What is subscribed to.</param>
    /// <param name="capacity">How many messages may wait; at least 1.</param>
    /// <param name="leave">Is called when it is disposed of.</param>
    public RedisSubscription(RedisTopicKey topic, int capacity, Action<RedisSubscription> leave)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (Topic, _capacity, _leave) = (topic, capacity, leave);
        _queue = Channel.CreateBounded<RedisDelivery>(new BoundedChannelOptions(capacity + 1) { SingleReader = true });
        // Perhaps nobody asks.
        _ = _confirmed.Task.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>What is subscribed to.</summary>
    public RedisTopicKey Topic { get; }

    /// <summary>Ends when the server has confirmed the subscription for the first time: what is published from then on arrives.</summary>
    /// <remarks>It fails with <see cref="RedisErrorException"/> where the server refuses, and is cancelled when this is disposed of.</remarks>
    public Task Confirmed => _confirmed.Task;

    /// <summary>What arrives; complete once this is disposed of.</summary>
    public ChannelReader<RedisDelivery> Deliveries => _queue.Reader;

    /// <summary>Ends it. The last one of a channel ends the server's subscription too. Safe twice.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _leave(this);
        _confirmed.TrySetCanceled();
        _queue.Writer.TryComplete();
    }

    /// <summary>Queues a message. Calls come one after another.</summary>
    /// <param name="message">The message.</param>
    public void Deliver(RedisDelivery.Message message)
    {
        if (_queue.Reader.Count >= _capacity)
            Tell(RedisMissedReason.QueueFull);
        else if (_queue.Writer.TryWrite(message))
            _toldLast = false;
    }

    /// <summary>The server has confirmed the subscription. Calls come one after another, also with <see cref="Deliver"/>.</summary>
    public void Confirm()
    {
        if (!_confirmed.TrySetResult())
            Tell(RedisMissedReason.Reconnected);
    }

    /// <summary>The server has refused the subscription.</summary>
    /// <param name="error">Why.</param>
    public void Refuse(RedisErrorException error) => _confirmed.TrySetException(error);

    // What is told last covers all that is missing up to the next message, also while it waits to be read.
    private void Tell(RedisMissedReason reason)
    {
        if (!_toldLast || _queue.Reader.Count == 0)
            _toldLast = _queue.Writer.TryWrite(new RedisDelivery.Missed(reason));
    }
}
