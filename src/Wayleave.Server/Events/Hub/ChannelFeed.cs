using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Events.Hub;

/// <summary>One channel as this node's clients follow it: the last events, and who is to be woken for the next.</summary>
/// <remarks>
/// A client holds nothing but the offset of its next event. It takes events from here while it keeps up, and from the store where it does not:
/// a slow one costs a number, whatever is published meanwhile.
/// </remarks>
internal sealed class ChannelFeed : IDisposable
{
    // Whoever is further behind reads from the store. However many channels there are, each holds little beside it.
    private const int RingLength = 256;
    private const int RingBytes = 1024 * 1024;

    private readonly IEventStore _store;
    private readonly Lock _lock = new();
    private readonly StoredEvent?[] _ring = new StoredEvent?[RingLength];
    private readonly HashSet<IFollower> _followers = [];
    private readonly IDisposable _listening;
    private StoredEvent? _last;
    private long _oldest;
    private long _bytes;

    /// <summary>Begins to listen.</summary>
    /// <param name="name">The channel.</param>
    /// <param name="policy">What holds for it.</param>
    /// <param name="store">The store.</param>
    public ChannelFeed(string name, ChannelSettings policy, IEventStore store)
    {
        (Name, Policy, _store) = (name, policy, store);
        _listening = store.Listen(name, Append);
    }

    /// <summary>The channel.</summary>
    public string Name { get; }

    /// <summary>What holds for it.</summary>
    public ChannelSettings Policy { get; }

    /// <summary>How many follow it here.</summary>
    public int Followers
    {
        get
        {
            lock (_lock)
                return _followers.Count;
        }
    }

    /// <summary>Wakes somebody at each event from now on.</summary>
    /// <param name="follower">Whom.</param>
    public void Add(IFollower follower)
    {
        lock (_lock)
            _followers.Add(follower);
    }

    /// <summary>Wakes somebody no more.</summary>
    /// <param name="follower">Whom.</param>
    public void Remove(IFollower follower)
    {
        lock (_lock)
            _followers.Remove(follower);
    }

    /// <summary>Takes the event behind a place, where it is at hand.</summary>
    /// <param name="at">The place.</param>
    /// <param name="next">The event.</param>
    /// <returns>Whether there is one at hand; and whether the store must be asked instead, since there is one that is not.</returns>
    public (bool IsHere, bool IsBehind) TryNext(EventPosition at, out StoredEvent? next)
    {
        lock (_lock)
        {
            next = null;
            if (_last is null || _last.Position == at)
                return (false, false);
            next = _ring[(at.Offset + 1) % RingLength];
            // The tag proves that it is the one behind: the ring may hold another offset, and the channel may have begun anew.
            if (next?.Position.Epoch == at.Epoch && next.Position.Offset == at.Offset + 1 && next.PreviousTag == at.Tag)
                return (true, false);
            next = null;
            // A client that has read further than this feed has heard does not miss what it is about to hear.
            return (false, _last.Position.Epoch != at.Epoch || _last.Position.Offset > at.Offset);
        }
    }

    /// <summary>Looks at the store.</summary>
    /// <param name="after">The offset behind which events are wanted.</param>
    /// <param name="count">The most events.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public ValueTask<StorePage> ReadAsync(long after, int count, CancellationToken cancellationToken) =>
        _store.ReadAsync(Name, Policy, after, count, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _listening.Dispose();

    private void Append(StoredEvent stored)
    {
        lock (_lock)
        {
            Put(stored);
            foreach (var follower in _followers)
                follower.Wake();
        }
    }

    private void Put(StoredEvent stored)
    {
        var offset = stored.Position.Offset;
        // A channel that begins anew has other offsets: what is here belongs to none of them.
        if (_last is null || offset != _last.Position.Offset + 1)
        {
            Array.Clear(_ring);
            (_oldest, _bytes) = (offset, 0);
        }

        if (offset - _oldest == RingLength)
            Drop();
        _last = _ring[offset % RingLength] = stored;
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
