using System.Security.Cryptography;
using Wayleave.Protocol.Events;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Events.Stores.Redis.Plain;
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

    // What stands at a place, as the scripts write it: an event, or else a gap's reason.
    private const string Event = "e";

    private readonly RedisClient _client;
    private readonly RedisChannels _channels;
    private readonly RedisWatch _watch;
    private readonly PlainMessages _plain;
    private readonly Func<string, ChannelSettings> _policyOf;
    private readonly string _node;

    /// <summary>Begins to connect.</summary>
    /// <param name="options">Which Redis.</param>
    /// <param name="node">This node's name.</param>
    /// <param name="policyOf">What holds for a channel now.</param>
    /// <param name="dialler">Opens TCP connections.</param>
    /// <param name="time">The clock.</param>
    /// <param name="chance">From 0 up to 1: spreads what nodes do.</param>
    /// <param name="say">Is told how the connections fare: whether it is bad news, and the words.</param>
    public RedisStore(RedisOptions options, string node, Func<string, ChannelSettings> policyOf, AppDialler dialler, TimeProvider time, Func<double> chance, Action<bool, string> say)
    {
        var health = new RedisHealth(say);
        _client = new RedisClient(options, dialler, time, chance, health);
        _channels = new RedisChannels(this, _client, health, time, chance);
        (_node, _policyOf) = (node, policyOf);
        _plain = new PlainMessages(_client, this, health, time);
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
        var items = (await RunAsync(
            RedisScripts.Publish,
            publication.Key is { } key ? [.. Keys(channel), RedisKeys.Key(channel, key)] : Keys(channel),
            [
                .. Common(channel, publication.Policy),
                publication.Payload.Bytes, Marks.NewTag(), Event, "-", SHA256.HashData(publication.Payload.Bytes.Span), Milliseconds(s_keyKept),
            ],
            cancellationToken).ConfigureAwait(false)).AsItems();
        return items.IsEmpty ? new PublishOutcome(null, IsConflict: true) : new PublishOutcome(RedisAnswers.Place(items), IsRepeated: items is [.., var last] && last.AsInteger() == 1);
    }

    /// <inheritdoc/>
    public async ValueTask<StorePage> ReadAsync(string channel, ChannelSettings policy, long after, int count, CancellationToken cancellationToken)
    {
        var page = RedisAnswers.Page(await RunAsync(RedisScripts.Read, Keys(channel), [.. Common(channel, policy), after, count], cancellationToken).ConfigureAwait(false));
        _channels.Saw(channel, page.Head);
        return page;
    }

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
    public async ValueTask<EventPosition> RestartAsync(string channel, EventPosition told, CancellationToken cancellationToken) =>
        RedisAnswers.Place((await RunAsync(
            RedisScripts.Restart,
            [RedisKeys.Place(channel), RedisKeys.Epoch(RedisKeys.PartOf(channel))],
            [told.Epoch, told.Offset, told.Tag, Marks.NewEpoch(), Milliseconds(s_placeKept)],
            cancellationToken).ConfigureAwait(false)).AsItems());

    /// <inheritdoc/>
    public void Hear(IEnumerable<ChannelTemplate> channels) => _plain.Hear(channels);

    /// <inheritdoc/>
    public IDisposable Listen(string channel, ChannelSettings policy, IChannelListener listener) => _channels.Listen(channel, policy, listener);

    /// <summary>Hears what is told at one of our own places.</summary>
    /// <param name="topic">The place.</param>
    public RedisSubscription Subscribe(string topic) => _client.Subscribe(RedisSubscriptionKind.Channel, topic);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _plain.DisposeAsync().ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _channels.DisposeAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Runs a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="keys">The keys that it touches, of one part.</param>
    /// <param name="arguments">Its other arguments.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; it may have run.</exception>
    public Task<RespValue> RunAsync(RedisScript script, RedisArgument[] keys, RedisArgument[] arguments, CancellationToken cancellationToken) =>
        AskAsync(client => client.RunAsync(script, keys, arguments, cancellationToken));

    /// <summary>Sends a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; it may have been carried out.</exception>
    public Task<RespValue> AskAsync(RedisCommand command, CancellationToken cancellationToken) => AskAsync(client => client.SendAsync(command, cancellationToken));

    /// <summary>Appends what a program that knows nothing of us has published. One that is too long is told of, not given.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>False where another node has the lease, so that nothing was appended.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; it may have been appended.</exception>
    public Task<bool> AppendPlainAsync(PlainMessage message, CancellationToken cancellationToken) => message.Payload.Length > _policyOf(message.Channel).MaxMessageBytes
        ? TellPlainAsync(message.Channel, GapReason.TooLarge, cancellationToken)
        : AppendPlainAsync(message.Channel, message.Payload, Event, cancellationToken);

    /// <summary>Says in a channel of plain messages that something is missing.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>False where another node has the lease, so that nothing was said.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public Task<bool> TellPlainAsync(string channel, GapReason reason, CancellationToken cancellationToken) =>
        AppendPlainAsync(channel, ReadOnlyMemory<byte>.Empty, reason.Word(), cancellationToken);

    /// <summary>Whether a channel has a history.</summary>
    /// <param name="channel">The channel.</param>
    public bool KeepsHistory(string channel) => _policyOf(channel).Kept.Size > 0;

    /// <summary>The plain messages that stand in a channel's history, in order.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="most">How many of the last events are looked at.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<IEnumerable<string>> PlainDigestsAsync(string channel, int most, CancellationToken cancellationToken) =>
        RedisAnswers.PlainDigests(await AskAsync(client => client.SendAsync(RedisCommand.OnKey("XREVRANGE", RedisKeys.History(channel), "+", "-", "COUNT", most), cancellationToken)).ConfigureAwait(false));

    /// <summary>Takes or keeps a part's lease.</summary>
    /// <param name="part">The part.</param>
    /// <param name="life">How long it holds.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Whether it is this node's.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<bool> LeaseAsync(int part, TimeSpan life, CancellationToken cancellationToken) =>
        (await RunAsync(RedisScripts.Lease, [RedisKeys.Lease(part)], [_node, Milliseconds(life)], cancellationToken).ConfigureAwait(false)).AsInteger() > 0;

    /// <summary>Gives a part's lease up, if it is this node's; where Redis cannot be reached it ends of itself.</summary>
    /// <param name="part">The part.</param>
    public async Task ReleaseAsync(int part)
    {
        try
        {
            await RunAsync(RedisScripts.Release, [RedisKeys.Lease(part)], [_node], CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It ends of itself.
        }
    }

    /// <summary>Says that plain messages of a part's channels may have been lost.</summary>
    /// <param name="part">The part.</param>
    /// <param name="heardFor">For how long they have been heard again.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task BreakAsync(int part, TimeSpan heardFor, CancellationToken cancellationToken) =>
        await RunAsync(RedisScripts.Break, [RedisKeys.Breaks(part), RedisKeys.Epoch(part)], [Milliseconds(heardFor), Marks.NewEpoch(), RedisKeys.BreakTopic, part], cancellationToken).ConfigureAwait(false);

    /// <summary>Whether other programs have ever published anything: where none has, none can have been lost.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<bool> HasPlainAsync(CancellationToken cancellationToken) =>
        (await AskAsync(client => client.SendAsync(RedisCommand.OnKey("EXISTS", RedisKeys.Plain), cancellationToken)).ConfigureAwait(false)).AsInteger() == 1;

    /// <summary>Remembers that other programs publish.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public Task NotePlainAsync(CancellationToken cancellationToken) => AskAsync(client => client.SendAsync(RedisCommand.OnKey("SET", RedisKeys.Plain, "1"), cancellationToken));

    private async Task<bool> AppendPlainAsync(string channel, ReadOnlyMemory<byte> payload, string kind, CancellationToken cancellationToken) =>
        !(await RunAsync(
            RedisScripts.Publish,
            [.. Keys(channel), RedisKeys.Lease(RedisKeys.PartOf(channel))],
            [.. Common(channel, _policyOf(channel)), payload, Marks.NewTag(), kind, "f", _node, 0],
            cancellationToken).ConfigureAwait(false)).AsItems().IsEmpty;

    private async Task<RespValue> AskAsync(Func<RedisClient, Task<RespValue>> ask)
    {
        try
        {
            var answer = await ask(_client).ConfigureAwait(false);
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

    private static RedisArgument[] Keys(string channel)
    {
        var part = RedisKeys.PartOf(channel);
        return [RedisKeys.Place(channel), RedisKeys.History(channel), RedisKeys.Epoch(part), RedisKeys.Breaks(part)];
    }

    private RedisArgument[] Common(string channel, ChannelSettings policy) =>
    [
        policy.Kept.Size, Milliseconds(policy.Kept.Age), Milliseconds(PlaceKept(policy)), Marks.NewEpoch(), RedisKeys.Topic(channel),
        _plain.Hears(channel) ? 1 : 0, Marks.NewTag(),
    ];

    private static TimeSpan PlaceKept(ChannelSettings policy) => policy.Kept.Age * 2 > s_placeKept ? policy.Kept.Age * 2 : s_placeKept;

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;
}
