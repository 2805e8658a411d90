using System.Collections.Concurrent;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events.Stores;

/// <summary>Channels in the memory of one process. What ends with it is said: the next one has other epochs.</summary>
internal sealed class MemoryStore : IEventStore
{
    private static readonly TimeSpan s_sweep = TimeSpan.FromMinutes(1);

    // Far longer than any history: a client that comes back after its channel's events have gone is told how many it missed.
    private static readonly TimeSpan s_placeKept = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, MemoryChannel> _channels = [];
    private readonly TimeProvider _time;
    private readonly Func<string, ChannelSettings> _policyOf;
    private readonly IdempotencyKeys _keys;
    private readonly ITimer _sweeps;

    // One for all channels: a channel that is forgotten before anything was published begins again as it was, and nobody misses anything.
    private readonly string _epoch;

    /// <summary>Begins, or goes on.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="policyOf">What holds for a channel now.</param>
    /// <param name="before">What another process held before this one; null: nothing.</param>
    public MemoryStore(TimeProvider time, Func<string, ChannelSettings> policyOf, MemorySnapshot? before = null)
    {
        (_time, _policyOf, _keys, _epoch) = (time, policyOf, new IdempotencyKeys(time), before?.Epoch ?? Marks.NewEpoch());
        foreach (var channel in before?.Channels ?? [])
            Of(channel.Name).Restore(channel, time.GetUtcNow());
        if (before is not null)
            _keys.Restore(before.Keys, time.GetUtcNow() - before.At);
        _sweeps = time.CreateTimer(_ => Sweep(), null, s_sweep, s_sweep);
    }

    /// <inheritdoc/>
    public bool IsDegraded => false;

    /// <summary>All that it holds.</summary>
    public MemorySnapshot Snapshot() => new()
    {
        Epoch = _epoch, At = _time.GetUtcNow(), Channels = [.. _channels.Values.Select(channel => channel.Snapshot()).OfType<StoredChannel>()], Keys = [.. _keys.Snapshot()],
    };

    /// <inheritdoc/>
    public ValueTask<PublishOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken) =>
        new(publication.Key is null ? new PublishOutcome(Append(publication)) : _keys.Once(publication, () => Append(publication)));

    /// <inheritdoc/>
    public ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken) =>
        new(Of(channel).Read(after, count, policy.Kept, _time.GetUtcNow()));

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string channel, CancellationToken cancellationToken)
    {
        if (!_channels.TryGetValue(channel, out var found))
            return new(false);
        found.Restart(Marks.NewEpoch(), _time.GetUtcNow());
        return new(true);
    }

    /// <inheritdoc/>
    public void Hear(IEnumerable<ChannelTemplate> channels)
    {
        // Nobody else reaches this process's memory.
    }

    /// <inheritdoc/>
    public IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener)
    {
        MemoryChannel of;
        do
            of = Of(channel);
        while (!of.TryAdd(listener));
        return new Listening(() =>
        {
            of.Remove(listener);
            // Names that nobody publishes to must not fill the memory.
            if (of.TryRetire())
                _channels.TryRemove(new(channel, of));
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sweeps.DisposeAsync();

    private void Sweep()
    {
        var now = _time.GetUtcNow();
        foreach (var (name, channel) in _channels)
            if (channel.TrySweep(_policyOf(name).Kept, now, s_placeKept))
                _channels.TryRemove(new(name, channel));
    }

    private EventPosition Append(Publication publication)
    {
        while (true)
            if (Of(publication.Channel).Append(publication.Payload, Marks.NewTag(), publication.Policy.Kept, _time.GetUtcNow()) is { } position)
                return position;
    }

    private MemoryChannel Of(string channel) => _channels.GetOrAdd(channel, name => new MemoryChannel(name, _epoch));

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
