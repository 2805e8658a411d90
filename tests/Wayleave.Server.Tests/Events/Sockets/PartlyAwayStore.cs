using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Server.Tests.Events.Sockets;

/// <summary>A store that cannot be reached for some channels.</summary>
/// <param name="inner">Where events are.</param>
internal sealed class PartlyAwayStore(IEventStore inner) : IEventStore
{
    private (string Channel, int Reads)? _later;

    /// <summary>The channels that cannot be read.</summary>
    public HashSet<string> Away { get; } = [];

    /// <summary>How often it was asked for one of them.</summary>
    public int Asked { get; set; }

    public bool IsDegraded => Away.Count > 0;

    /// <summary>Lets a channel be read so often yet.</summary>
    public void AwayBehind(string channel, int reads) => _later = (channel, reads);

    public ValueTask<PublishOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken) => inner.PublishAsync(publication, cancellationToken);

    public ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken)
    {
        if (_later is { } later && later.Channel == channel)
        {
            _later = later.Reads > 0 ? later with { Reads = later.Reads - 1 } : null;
            if (later.Reads == 0) Away.Add(channel);
        }

        if (!Away.Contains(channel)) return inner.ReadAsync(channel, policy, after, count, cancellationToken);
        Asked++;
        throw new StoreUnavailableException("its server is away");
    }

    public ValueTask<bool> DeleteAsync(string channel, CancellationToken cancellationToken) => inner.DeleteAsync(channel, cancellationToken);

    public void Hear(IEnumerable<ChannelTemplate> channels) => inner.Hear(channels);

    public IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener) => inner.Listen(channel, policy, listener);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
