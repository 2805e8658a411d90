using System.Diagnostics.CodeAnalysis;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events.Hub;

/// <summary>One channel as this node's clients follow it: the last events, and who is to be woken for the next.</summary>
/// <remarks>
/// A client holds nothing but the offset of its next event. It takes events from here while it keeps up, and from the store where it does not:
/// a slow one costs a number, whatever is published meanwhile.
/// </remarks>
internal sealed class ChannelFeed : IChannelListener, IDisposable
{
    // Whoever is further behind reads from the store. However many channels there are, each holds little beside it.
    private const int RingLength = 256;
    private const int RingBytes = 1024 * 1024;

    private readonly IEventStore _store;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly StoredEvent?[] _ring = new StoredEvent?[RingLength];
    private readonly Crowd _followers = new();
    private readonly IDisposable _listening;
    private Task<StorePage>? _look;
    private (long After, int Count, long News) _lookedFor;
    private long _looks;
    private long _news;
    private EventPosition? _head;
    private long _oldest;
    private long _bytes;

    /// <summary>Begins to listen.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="policy">What holds for it.</param>
    /// <param name="store">The store.</param>
    /// <param name="time">The clock.</param>
    public ChannelFeed(string name, ChannelSettings policy, IEventStore store, TimeProvider time)
    {
        (Name, Policy, _store, _time) = (name, policy, store, time);
        _listening = store.Listen(name, policy, this);
    }

    /// <summary>The channel.</summary>
    public string Name { get; }

    /// <summary>What holds for it.</summary>
    public ChannelSettings Policy { get; }

    /// <summary>How many follow it here.</summary>
    public int Followers => _followers.Count;

    /// <summary>Wakes somebody at each event from now on.</summary>
    /// <param name="follower">Whom.</param>
    public void Add(IFollower follower) => _followers.Add(follower);

    /// <summary>Wakes somebody no more.</summary>
    /// <param name="follower">Whom.</param>
    public void Remove(IFollower follower) => _followers.Remove(follower);

    /// <summary>Takes the event behind a place, where it is at hand.</summary>
    /// <param name="at">The place.</param>
    /// <param name="next">The event.</param>
    /// <returns>Whether there is one at hand; and whether the store must be asked instead, since there is one that is not.</returns>
    public (bool IsHere, bool IsBehind) TryNext(EventPosition at, out StoredEvent? next)
    {
        lock (_lock)
        {
            next = null;
            if (_head is not { } head || head == at)
                return (false, false);
            next = _ring[(at.Offset + 1) % RingLength];
            // The tag proves that it is the one behind: the ring may hold another offset, and the channel may have begun anew.
            if (IsNext(next, at) && IsYoung(next))
                return (true, false);
            next = null;
            // A client that has read further than this feed has heard does not miss what it is about to hear; but one that is at another event of the
            // same offset has read what the store has lost since.
            return (false, head.Epoch != at.Epoch || head.Offset >= at.Offset);
        }
    }

    /// <summary>Takes all events behind a place that are at hand, in order.</summary>
    /// <param name="at">The place.</param>
    /// <param name="into">Where to.</param>
    public void TakeAll(EventPosition at, Queue<StoredEvent> into)
    {
        while (TryNext(at, out var next).IsHere)
        {
            into.Enqueue(next!);
            at = next!.Position;
        }
    }

    /// <summary>Finds out where somebody begins, without asking the store.</summary>
    /// <param name="since">From where.</param>
    /// <param name="at">The place.</param>
    /// <param name="head">Where the channel is.</param>
    /// <returns>False where only the store knows.</returns>
    public bool TryBegin(Since since, out EventPosition at, out EventPosition head)
    {
        lock (_lock)
        {
            (at, head) = (default, _head ?? default);
            if (_head is null || since is not (Since.LiveOnly or Since.After))
                return false;
            at = since is Since.After after ? after.Position : head;
            var next = at == head ? null : _ring[(at.Offset + 1) % RingLength];
            // Whether that is more than is replayed is judged where all gaps are.
            return at == head || (!(head.Offset - at.Offset > Policy.Kept.Replay) && IsNext(next, at) && IsYoung(next));
        }
    }

    /// <summary>Looks at the store. Those who want the same at the same time share one look.</summary>
    /// <param name="after">The offset behind which events are wanted.</param>
    /// <param name="count">The most events.</param>
    /// <param name="at">Where the caller is; null: nowhere yet.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public ValueTask<StorePage> ReadAsync(long after, int count, EventPosition? at, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // What was heard meanwhile would not be in a look that began before.
            if (_look is { IsCompleted: false } && _lookedFor == (after, count, _news))
                return ShareAsync(_look, _looks, after, count, at, cancellationToken);
        }

        return LookAsync(after, count, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    /// <inheritdoc/>
    public void Published(StoredEvent stored)
    {
        lock (_lock)
        {
            Put(stored);
            WakeAll();
        }
    }

    /// <inheritdoc/>
    public void Moved(EventPosition head)
    {
        lock (_lock)
        {
            Array.Clear(_ring);
            (_head, _oldest, _bytes) = (head, head.Offset + 1, 0);
            WakeAll();
        }
    }

    /// <inheritdoc/>
    public void Stirred()
    {
        lock (_lock)
            WakeAll();
    }

    // Where nothing is heard, a look may have begun before the caller came to where it is, and be late: that a place is gone, only a look that began
    // later may say. Those who doubt the same one share that too.
    private async ValueTask<StorePage> ShareAsync(Task<StorePage> look, long number, long after, int count, EventPosition? at, CancellationToken cancellationToken)
    {
        var page = await look.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (at is not { } place || (page.Head.Epoch == place.Epoch && page.Head.Offset >= place.Offset))
            return page;
        Task<StorePage>? later;
        lock (_lock)
            later = _looks > number && _lookedFor == (after, count, _news) ? _look : null;
        return later is null ? await LookAsync(after, count, cancellationToken).ConfigureAwait(false) : await later.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<StorePage> LookAsync(long after, int count, CancellationToken cancellationToken)
    {
        long news;
        lock (_lock)
            news = _news;
        // Whoever goes away does not end it for the others.
        var reading = _store.ReadAsync(Name, Policy, after, count, CancellationToken.None);
        if (reading.IsCompleted)
            return reading;
        var look = reading.AsTask();
        lock (_lock)
            (_look, _lookedFor, _looks) = (look, (after, count, news), _looks + 1);
        return new ValueTask<StorePage>(look.WaitAsync(cancellationToken));
    }

    // How old is too old says the store alone, whose clock may be another: it is asked in good time. What follows a young one is young too.
    private bool IsYoung(StoredEvent next) => _time.GetUtcNow() - next.At < Policy.Kept.Age / 2;

    private static bool IsNext([NotNullWhen(true)] StoredEvent? next, EventPosition at) =>
        next is not null && next.Position.Epoch == at.Epoch && next.Position.Offset == at.Offset + 1 && next.PreviousTag == at.Tag;

    private void WakeAll()
    {
        _news++;
        _followers.Wake();
    }

    private void Put(StoredEvent stored)
    {
        var offset = stored.Position.Offset;
        // A channel that begins anew has other offsets: what is here belongs to none of them.
        if (_head is not { } head || head.Epoch != stored.Position.Epoch || offset != head.Offset + 1)
        {
            Array.Clear(_ring);
            (_oldest, _bytes) = (offset, 0);
        }

        if (offset - _oldest == RingLength)
            Drop();
        _ring[offset % RingLength] = stored;
        _head = stored.Position;
        _bytes += stored.Payload.Bytes.Length;
        while (_bytes > RingBytes && _oldest < offset)
            Drop();
    }

    private void Drop()
    {
        ref var oldest = ref _ring[_oldest++ % RingLength];
        _bytes -= oldest!.Payload.Bytes.Length;
        oldest = null;
    }
}
