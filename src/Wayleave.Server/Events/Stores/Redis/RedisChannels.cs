using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>All channels that this node hears. Thread-safe.</summary>
/// <param name="store">The store.</param>
/// <param name="client">The connections.</param>
/// <param name="health">Is told where channels are not heard.</param>
/// <param name="time">The clock.</param>
/// <param name="chance">From 0 up to 1: spreads attempts.</param>
internal sealed class RedisChannels(RedisStore store, RedisClient client, RedisHealth health, TimeProvider time, Func<double> chance) : IAsyncDisposable
{
    // A page that is loaded anew, or an app that is deployed, comes back at once.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    // After a reconnect all channels look at once; so many do at the same time.
    private const int MostLooks = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RedisChannel> _channels = [];
    private readonly SemaphoreSlim _looks = new(MostLooks);
    private bool _isOver;
    private int _refused;

    /// <summary>Those that are heard now.</summary>
    public IReadOnlyCollection<RedisChannel> Now
    {
        get
        {
            lock (_lock)
                return [.. _channels.Values];
        }
    }

    /// <summary>Tells somebody what happens in a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="policy">What holds for it.</param>
    /// <param name="listener">Whom.</param>
    public IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener)
    {
        lock (_lock)
        {
            if (!_channels.TryGetValue(channel, out var heard))
                _channels.Add(channel, heard = new RedisChannel(channel, policy, store, client.Subscribe(RedisSubscriptionKind.Channel, RedisKeys.Topic(channel)), Refused, _looks, time, chance));
            heard.Add(listener);
            return new Listening(this, heard, listener);
        }
    }

    /// <summary>A channel has been read up to a place.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="head">The place.</param>
    public void Saw(string channel, EventPosition head)
    {
        RedisChannel? heard;
        lock (_lock)
            _channels.TryGetValue(channel, out heard);
        heard?.Saw(head);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        RedisChannel[] left;
        lock (_lock)
        {
            _isOver = true;
            left = [.. _channels.Values];
            _channels.Clear();
        }

        await Task.WhenAll(left.Select(channel => channel.DisposeAsync().AsTask())).ConfigureAwait(false);
        _looks.Dispose();
    }

    // What is refused to one is refused to all: it is told once.
    private void Refused(string topic, string words)
    {
        if (Interlocked.Exchange(ref _refused, 1) == 0)
            health.Refused($"what is published on {topic}, and perhaps on others,", $"{words}; events come up to {RedisWatch.Compared.TotalSeconds:0} s late until that is allowed");
    }

    private void Leave(RedisChannel channel, IChannelListener listener)
    {
        lock (_lock)
        {
            channel.Remove(listener);
            if (channel.IsHeard || _isOver)
                return;
            channel.Grace?.Dispose();
            channel.Grace = time.CreateTimer(_ => _ = EndAsync(channel), null, s_grace, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task EndAsync(RedisChannel channel)
    {
        lock (_lock)
        {
            // A timer that was on its way may come behind the end of its channel, and another of the same name.
            if (channel.IsHeard || _isOver || _channels.GetValueOrDefault(channel.Name) != channel)
                return;
            _channels.Remove(channel.Name);
        }

        await channel.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Listening(RedisChannels of, RedisChannel channel, IChannelListener listener) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                of.Leave(channel, listener);
        }
    }
}
