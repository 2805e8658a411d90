using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Conformance.Events.Model;

/// <summary>A store as one that is elsewhere may be: it cannot be reached for a while, it answers late, and its news do not arrive.</summary>
/// <param name="inner">Where events are.</param>
internal sealed class FaultyStore(MemoryStore inner) : IEventStore
{
    private readonly Lock _lock = new();
    private readonly List<Hearing> _hearings = [];

    /// <summary>Whether it cannot be reached.</summary>
    public bool IsDegraded { get; private set; }

    /// <summary>Whether its news do not arrive.</summary>
    public bool IsDeaf { get; private set; }

    /// <summary>Whether it answers behind the caller's back, as anything over a network does.</summary>
    public bool IsFar { get; set; }

    /// <summary>Goes away, or comes back.</summary>
    /// <param name="isAway">Which.</param>
    public void Away(bool isAway)
    {
        IsDegraded = isAway;
        foreach (var hearing in isAway ? [] : Now())
            hearing.Listener.Stirred();
    }

    /// <summary>Loses its news, or tells where channels are and goes on telling.</summary>
    /// <param name="isDeaf">Which.</param>
    public async Task DeafenAsync(bool isDeaf)
    {
        IsDeaf = isDeaf;
        foreach (var hearing in isDeaf ? [] : Now())
            await hearing.CatchUpAsync(inner);
    }

    /// <inheritdoc/>
    public async ValueTask<PublishOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken)
    {
        await ReachAsync();
        return await inner.PublishAsync(publication, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken)
    {
        await ReachAsync();
        var page = await inner.ReadAsync(channel, policy, after, count, cancellationToken);
        await ReachAsync();
        return page;
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string channel, CancellationToken cancellationToken) => inner.DeleteAsync(channel, cancellationToken);

    /// <inheritdoc/>
    public void Hear(IEnumerable<ChannelTemplate> channels) => inner.Hear(channels);

    /// <inheritdoc/>
    public IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener)
    {
        var hearing = new Hearing(this, channel, policy, listener);
        lock (_lock)
            _hearings.Add(hearing);
        hearing.Begin(inner);
        return hearing;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask ReachAsync()
    {
        if (IsFar)
            await Task.Yield();
        if (IsDegraded)
            throw new StoreUnavailableException("away");
    }

    private Hearing[] Now()
    {
        lock (_lock)
            return [.. _hearings];
    }

    private sealed class Hearing(FaultyStore of, string channel, ChannelSettings policy, IChannelListener listener) : IChannelListener, IDisposable
    {
        private IDisposable? _listening;
        private bool _missed;

        public IChannelListener Listener => listener;

        public void Begin(MemoryStore store) => _listening = store.Listen(channel, policy, this);

        // All that was missed may be told as one step.
        public async Task CatchUpAsync(MemoryStore store)
        {
            if (!_missed)
                return;
            _missed = false;
            listener.Moved((await store.ReadAsync(channel, policy, EventPosition.MaxOffset, 1, default)).Head);
        }

        public void Published(StoredEvent stored)
        {
            _missed |= of.IsDeaf;
            if (!of.IsDeaf)
                listener.Published(stored);
        }

        public void Moved(EventPosition head)
        {
            _missed |= of.IsDeaf;
            if (!of.IsDeaf)
                listener.Moved(head);
        }

        public void Stirred() => listener.Stirred();

        public void Dispose()
        {
            lock (of._lock)
                of._hearings.Remove(this);
            _listening?.Dispose();
        }
    }
}
