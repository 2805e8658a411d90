using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Wayleave.Server.Events.Presence;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.PubSub;

namespace Wayleave.Server.Events.Nodes;

/// <summary>All nodes with the same Redis, asked how many follow a channel when somebody wants to know. Thread-safe.</summary>
/// <remarks>
/// So whoever follows a channel or leaves it costs nothing in Redis, and a node that died counts for nothing. Which nodes there are is known as it is known of people:
/// each says again and again that it is there.
/// <code>
/// wl:a count     number asker channel ──► every node
/// wl:counted asker ◄── number node followers
/// </code>
/// </remarks>
internal sealed class OtherNodes : IAsyncDisposable
{
    // Their place among those who are in channels: no channel has white space in its name.
    private const string All = "all nodes";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, CountRound> _rounds = [];
    private readonly RedisStore _store;
    private readonly Presences _presences;
    private readonly string _node;
    private readonly Func<string, int> _followersHere;
    private readonly TimeProvider _time;
    private readonly IDisposable _here;
    private readonly RedisSubscription _questions;
    private readonly RedisSubscription _answers;
    private readonly Task _answering;
    private readonly Task _collecting;
    private long _asked;

    /// <summary>Begins to answer.</summary>
    /// <param name="store">Redis; not owned.</param>
    /// <param name="presences">Who is there; not owned.</param>
    /// <param name="node">This node's name, without white space.</param>
    /// <param name="followersHere">How many follow a channel at this node.</param>
    /// <param name="time">The clock.</param>
    public OtherNodes(RedisStore store, Presences presences, string node, Func<string, int> followersHere, TimeProvider time)
    {
        (_store, _presences, _node, _followersHere, _time) = (store, presences, node, followersHere, time);
        _questions = store.Subscribe(RedisKeys.CountTopic);
        _answers = store.Subscribe(RedisKeys.CountedTopic(node));
        _here = presences.Enter(All, node);
        _answering = AnswerAsync();
        _collecting = CollectAsync();
    }

    /// <summary>Counts who follows a channel at all nodes.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>How many do, and how many nodes have not said so in time: their followers are not among them.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<(int Followers, int SilentNodes)> CountAsync(string channel, CancellationToken cancellationToken)
    {
        var nodes = await _presences.Store.ReadAsync(All).ConfigureAwait(false) ?? throw new StoreUnavailableException("which nodes there are cannot be read");
        var round = new CountRound(nodes.Where(node => node != _node));
        if (round.IsOver)
            return (_followersHere(channel), 0);
        var number = Interlocked.Increment(ref _asked);
        _rounds[number] = round;
        try
        {
            await SayAsync(RedisKeys.CountTopic, $"{number} {_node} {channel}", cancellationToken).ConfigureAwait(false);
            await round.Over.WaitAsync(s_patience, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            var (followers, silent) = round.Sum();
            return (followers + _followersHere(channel), silent);
        }
        finally
        {
            _rounds.TryRemove(number, out _);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _questions.Dispose();
        _answers.Dispose();
        await Task.WhenAll(_answering, _collecting).ConfigureAwait(false);
        _here.Dispose();
        // People may be about to come back; a node that stops is gone at once, and nobody waits for its answers.
        await _presences.Store.LeaveAsync(All, _node).ConfigureAwait(false);
    }

    private async Task AnswerAsync()
    {
        await foreach (var delivery in _questions.Deliveries.ReadAllAsync().ConfigureAwait(false))
        {
            if (Words(delivery) is not [var number, var asker, var channel] || asker == _node)
                continue;
            try
            {
                await SayAsync(RedisKeys.CountedTopic(asker), $"{number} {_node} {_followersHere(channel)}", CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                // Whoever asks counts this node among those that said nothing.
            }
        }
    }

    private async Task CollectAsync()
    {
        await foreach (var delivery in _answers.Deliveries.ReadAllAsync().ConfigureAwait(false))
            if (Words(delivery) is [var number, var node, var followers] && TryRead(number, out var asked) && TryRead(followers, out var count) && count <= int.MaxValue
                && _rounds.TryGetValue(asked, out var round))
                round.Take(node, (int)count);
    }

    private async Task SayAsync(string topic, string words, CancellationToken cancellationToken) =>
        await _store.AskAsync(RedisCommand.Keyless("PUBLISH", topic, words), cancellationToken).ConfigureAwait(false);

    private static string[] Words(RedisDelivery delivery) => delivery is RedisDelivery.Message message ? Encoding.UTF8.GetString(message.Payload.Span).Split(' ') : [];

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
