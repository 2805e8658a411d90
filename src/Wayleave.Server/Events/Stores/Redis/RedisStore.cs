using System.Security.Cryptography;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Stores.Redis;

/// <summary>Channels in Redis, shared by any number of nodes.</summary>
/// <remarks>
/// Numbering, appending and telling are one script, so nobody sees them apart. What is told may be lost on the way (Redis' messages are not
/// kept), so every node proves by offsets and tags that it has heard everything, and reads what it has not.
/// </remarks>
internal sealed class RedisStore : IEventStore
{
    private static readonly TimeSpan s_keyKept = TimeSpan.FromMinutes(10);

    // Far longer than any history: a client that comes back after its channel's events have gone is told how many it missed.
    private static readonly TimeSpan s_placeKept = TimeSpan.FromDays(30);

    private readonly RedisClient _client;
    private readonly RedisChannels _channels;
    private readonly RedisWatch _watch;

    /// <summary>Begins to connect.</summary>
    /// <param name="options">Which Redis.</param>
    /// <param name="node">This node's name.</param>
    /// <param name="dialler">Opens TCP connections.</param>
    /// <param name="time">The clock.</param>
    /// <param name="chance">From 0 up to 1: spreads what nodes do.</param>
    /// <param name="say">Is told how the connections fare: whether it is bad news, and the words.</param>
    public RedisStore(RedisOptions options, string node, AppDialler dialler, TimeProvider time, Func<double> chance, Action<bool, string> say)
    {
        var health = new RedisHealth(say);
        _client = new RedisClient(options, dialler, time, chance, health);
        _channels = new RedisChannels(this, _client, time, chance);
        _watch = new RedisWatch(_client, _channels, health, node, time, chance);
        Health = health;
    }

    /// <inheritdoc/>
    public bool IsDegraded => Health.IsDown;

    private RedisHealth Health { get; }

    /// <inheritdoc/>
    public async ValueTask<PublishOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken)
    {
        var channel = publication.Channel;
        RedisArgument[] keys = [RedisKeys.Place(channel), RedisKeys.History(channel), RedisKeys.Epoch(channel)];
        var answer = await RunAsync(
            RedisScripts.Publish,
            publication.Key is { } key ? [.. keys, RedisKeys.Key(channel, key)] : keys,
            [
                publication.Payload.Bytes, Marks.NewTag(), "e", "-",
                publication.Policy.History.Size, Milliseconds(publication.Policy.History.Age), Milliseconds(PlaceKept(publication.Policy)), Marks.NewEpoch(),
                RedisKeys.Topic(channel), SHA256.HashData(publication.Payload.Bytes.Span), Milliseconds(s_keyKept),
            ],
            cancellationToken).ConfigureAwait(false);
        var items = answer.AsItems();
        return items.IsEmpty ? new PublishOutcome(null, IsConflict: true) : new PublishOutcome(RedisAnswers.Place(items), IsRepeated: items is [.., var last] && last.AsInteger() == 1);
    }

    /// <inheritdoc/>
    public async ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken) =>
        RedisAnswers.Page(await RunAsync(
            RedisScripts.Read,
            [RedisKeys.Place(channel), RedisKeys.History(channel), RedisKeys.Epoch(channel)],
            [after, count, Milliseconds(policy.History.Age), Marks.NewEpoch()],
            cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string channel, CancellationToken cancellationToken) =>
        (await RunAsync(
            RedisScripts.Delete,
            [RedisKeys.Place(channel), RedisKeys.History(channel)],
            [Marks.NewEpoch(), Milliseconds(s_placeKept), RedisKeys.Topic(channel)],
            cancellationToken).ConfigureAwait(false)).AsInteger() == 1;

    /// <summary>Gives a channel another epoch, unless it still has all that was told of.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="told">The last event that was told of.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Where it is now.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async ValueTask<Protocol.Events.EventPosition> RestartAsync(string channel, Protocol.Events.EventPosition told, CancellationToken cancellationToken) =>
        RedisAnswers.Place((await RunAsync(
            RedisScripts.Restart,
            [RedisKeys.Place(channel), RedisKeys.Epoch(channel)],
            [told.Epoch, told.Offset, told.Tag, Marks.NewEpoch(), Milliseconds(s_placeKept)],
            cancellationToken).ConfigureAwait(false)).AsItems());

    /// <inheritdoc/>
    public IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener) => _channels.Listen(channel, policy, listener);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _channels.DisposeAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<RespValue> RunAsync(RedisScript script, RedisArgument[] keys, RedisArgument[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _client.RunAsync(script, keys, arguments, cancellationToken).ConfigureAwait(false);
            Health.Answered();
            return answer;
        }
        catch (RedisException e)
        {
            // One that has too much to do answers all the same.
            if (e is RedisUnavailableException { Reason: not RedisUnavailableReason.TooManyInFlight })
                Health.Failed();
            throw new StoreUnavailableException(e.Message, e);
        }
    }

    private static TimeSpan PlaceKept(ChannelSettings policy) => policy.History.Age * 2 > s_placeKept ? policy.History.Age * 2 : s_placeKept;

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
