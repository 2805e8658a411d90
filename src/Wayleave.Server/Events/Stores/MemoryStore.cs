using System.Collections.Concurrent;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events.Stores;

/// <summary>Channels in the memory of one process. What ends with it is said: the next one has other epochs.</summary>
/// <param name="time">The clock.</param>
internal sealed class MemoryStore(TimeProvider time) : IEventStore
{
    private readonly ConcurrentDictionary<string, MemoryChannel> _channels = [];
    private readonly IdempotencyKeys _keys = new(time);

    // One for all channels: a channel that is forgotten before anything was published begins again as it was, and nobody misses anything.
    private readonly string _epoch = Marks.NewEpoch();

    /// <inheritdoc/>
    public bool IsDegraded => false;

    /// <inheritdoc/>
    public ValueTask<PublishOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken) =>
        new(publication.Key is null ? new PublishOutcome(Append(publication)) : _keys.Once(publication, () => Append(publication)));

    /// <inheritdoc/>
    public ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken) =>
        new(Of(channel).Read(after, count, policy.History, time.GetUtcNow()));

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string channel, CancellationToken cancellationToken)
    {
        if (!_channels.TryGetValue(channel, out var found))
            return new(false);
        found.Restart(Marks.NewEpoch());
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
    public ValueTask DisposeAsync() => default;

    private EventPosition Append(Publication publication)
    {
        while (true)
            if (Of(publication.Channel).Append(publication.Payload, Marks.NewTag(), publication.Policy.History, time.GetUtcNow()) is { } position)
                return position;
    }

    private MemoryChannel Of(string channel) => _channels.GetOrAdd(channel, _ => new MemoryChannel(_epoch));

    private sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
