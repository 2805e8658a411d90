using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.Connections;

namespace Wayleave.Server.Redis.PubSub;

/// <summary>All subscriptions over one line: counted, kept over reconnects, delivered in order.</summary>
/// <remarks>
/// Everything happens under one lock: deciding and sending, confirming and delivering. So the order in which the server hears of
/// subscriptions and their ends is the order in which they were decided. Nothing within it waits. Thread-safe.
/// </remarks>
internal sealed class RedisPubSub : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RedisTopicKey, RedisTopic> _topics = [];
    private readonly RedisNode _node;
    private RedisConnection? _connection;

    /// <summary>Begins to connect.</summary>
    /// <param name="world">What all lines share.</param>
    /// <param name="find">Where to.</param>
    public RedisPubSub(RedisNodeWorld world, Func<CancellationToken, Task<RedisAddress>> find) =>
        _node = new RedisNode(world, RedisLine.PubSub, find, OnPush, OnConnected);

    /// <summary>Subscribes, now or as soon as there is a connection.</summary>
    /// <param name="kind">The sort.</param>
    /// <param name="name">The channel or the pattern.</param>
    /// <param name="capacity">How many messages may wait for the subscriber.</param>
    public RedisSubscription Subscribe(RedisSubscriptionKind kind, string name, int capacity)
    {
        var subscription = new RedisSubscription(new RedisTopicKey(kind, name), capacity, Leave);
        lock (_lock)
        {
            if (!_topics.TryGetValue(subscription.Topic, out var topic))
                _topics.Add(subscription.Topic, topic = new RedisTopic(subscription.Topic));
            topic.Subscriptions = topic.Subscriptions.Add(subscription);
            if (topic.IsConfirmed && _connection is { Ended.IsCompleted: false })
                subscription.Confirm();
            else if (topic.Subscriptions.Length == 1 && _connection is { } connection)
                Ask(connection, topic);
        }

        return subscription;
    }

    /// <summary>Drops the connection; it is made again.</summary>
    /// <param name="words">Why.</param>
    public void Renew(string words) => _node.Abandon(words);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync().ConfigureAwait(false);
        RedisSubscription[] left;
        lock (_lock)
            left = [.. _topics.Values.SelectMany(topic => topic.Subscriptions)];
        foreach (var subscription in left)
            subscription.Dispose();
    }

    private void OnConnected(RedisConnection connection)
    {
        lock (_lock)
        {
            _connection = connection;
            foreach (var topic in _topics.Values)
            {
                topic.IsConfirmed = false;
                Ask(connection, topic);
            }
        }
    }

    private void Leave(RedisSubscription subscription)
    {
        lock (_lock)
        {
            if (!_topics.TryGetValue(subscription.Topic, out var topic))
                return;
            topic.Subscriptions = topic.Subscriptions.Remove(subscription);
            if (!topic.Subscriptions.IsEmpty)
                return;
            _topics.Remove(topic.Key);
            if (_connection is { } connection)
                connection.Ask(
                    RedisCommand.Keyless(topic.Key.Unsubscribe.ToUpperInvariant(), topic.Key.Name),
                    new RedisConfirmation(topic.Key.Unsubscribe, topic.Key.Name, static _ => { }));
        }
    }

    // Under the lock, as OnAnswer is too: an answer belongs to the topic that asked, not to a later one of the same name.
    private void Ask(RedisConnection connection, RedisTopic topic)
    {
        var key = topic.Key;
        var command = key.Subscribe.ToUpperInvariant();
        connection.Ask(RedisCommand.Keyless(command, key.Name), new RedisConfirmation(key.Subscribe, key.Name, answer => OnAnswer(connection, topic, command, answer)));
    }

    private void OnAnswer(RedisConnection connection, RedisTopic topic, string command, RespValue answer)
    {
        lock (_lock)
        {
            if (_connection != connection)
                return;
            var error = answer is RespValue.Error refused ? new RedisErrorException(command, refused.Code, refused.Content) : null;
            topic.IsConfirmed = error is null;
            foreach (var subscription in topic.Subscriptions)
            {
                if (error is null)
                    subscription.Confirm();
                else
                    subscription.Refuse(error);
            }
        }
    }

    private void OnPush(RespValue.Push push)
    {
        var (kind, name, channel, payload) = push.Values switch
        {
            [var word, var of, RespValue.BulkString bytes] when word.AsText() == "message" => (RedisSubscriptionKind.Channel, of, of, bytes),
            [var word, var of, RespValue.BulkString bytes] when word.AsText() == "smessage" => (RedisSubscriptionKind.Shard, of, of, bytes),
            [var word, var pattern, var of, RespValue.BulkString bytes] when word.AsText() == "pmessage" => (RedisSubscriptionKind.Pattern, pattern, of, bytes),
            _ => default,
        };
        if (payload is null || name?.AsText() is not { } key)
            return;
        var message = new RedisDelivery.Message(channel.AsText() ?? "", payload.Content);
        lock (_lock)
        {
            if (!_topics.TryGetValue(new RedisTopicKey(kind, key), out var topic))
                return;
            foreach (var subscription in topic.Subscriptions)
                subscription.Deliver(message);
        }
    }
}
