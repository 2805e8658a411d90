using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Events.Stores;

/// <summary>Keeps channels: numbers what is published, remembers it for a while, and tells of it in order. Thread-safe.</summary>
internal interface IEventStore : IAsyncDisposable
{
    /// <summary>Whether it cannot be reached now: nothing new can come, and nothing can be published.</summary>
    bool IsDegraded { get; }

    /// <summary>Publishes. With the answer it is safe, and everybody who listens has been told, or will be before anything later.</summary>
    /// <param name="publication">What.</param>
    /// <param name="cancellationToken">Gives it up; whether it was published is open then.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    ValueTask<PublishOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken);

    /// <summary>Looks at a channel; one that never was begins with the first look.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="policy">What holds for it.</param>
    /// <param name="after">The offset behind which events are wanted.</param>
    /// <param name="count">The most events.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken);

    /// <summary>Forgets a channel's events; whoever comes back to it is told of a gap.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    ValueTask<bool> DeleteAsync(string channel, CancellationToken cancellationToken);

    /// <summary>Takes what other programs publish on these channels past this one, where the store has such; from now on, and on no others.</summary>
    /// <param name="channels">The channels that routes can give.</param>
    void Hear(IEnumerable<ChannelTemplate> channels);

    /// <summary>
    /// Tells of everything that is published to a channel from now on, in order, until it is disposed of. A store that is elsewhere may begin a
    /// little later: then it tells first where the channel is.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="policy">What holds for it.</param>
    /// <param name="listener">Whom.</param>
    IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener);
}
