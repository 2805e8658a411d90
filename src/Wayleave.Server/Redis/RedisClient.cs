using Wayleave.Protocol.Resp;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Redis.Cluster;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.Connections;
using Wayleave.Server.Redis.PubSub;
using Wayleave.Server.Redis.Sentinel;

namespace Wayleave.Server.Redis;

/// <summary>Redis: commands over one connection (in a cluster one for each node), messages of channels over another.</summary>
/// <remarks>Both are made again whenever they break, for as long as this lives. Thread-safe.</remarks>
internal sealed class RedisClient : IAsyncDisposable
{
    private readonly IRedisCommands _commands;
    private readonly RedisPubSub _pubSub;

    /// <summary>Begins to connect.</summary>
    /// <param name="options">Which Redis, and the limits.</param>
    /// <param name="dialler">Opens TCP connections.</param>
    /// <param name="time">The clock of all limits.</param>
    /// <param name="chance">From 0 up to 1: spreads reconnects.</param>
    /// <param name="observer">Is told how the connections fare; null: nobody is.</param>
    public RedisClient(RedisOptions options, AppDialler dialler, TimeProvider time, Func<double> chance, IRedisObserver? observer = null)
    {
        var world = new RedisNodeWorld(options, new RedisDialler(dialler, time), time, chance, observer ?? new SilentRedisObserver());
        _commands = options.Layout switch
        {
            RedisLayout.Cluster => new RedisCluster(world),
            RedisLayout.Sentinel => new SingleRedis(world, new MasterLookUp(options, world.Dialler).FindAsync),
            _ => new SingleRedis(world, _ => Task.FromResult(options.Addresses[0])),
        };
        _pubSub = new RedisPubSub(world, _commands.FindPubSubAsync);
    }

    /// <summary>Sends a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancel">Stops the wait; the command may be carried out all the same.</param>
    /// <exception cref="RedisErrorException">The server answers with an error.</exception>
    /// <exception cref="RedisUnavailableException">There is no answer; it says whether the command may have been carried out.</exception>
    public async Task<RespValue> SendAsync(RedisCommand command, CancellationToken cancel) =>
        await _commands.SendAsync(command, cancel).ConfigureAwait(false) is var answer && answer is RespValue.Error error
            ? throw new RedisErrorException(command.Name, error.Code, error.Content)
            : answer;

    /// <summary>Runs a script; its text is sent only where the server does not know it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="keys">The keys that it touches.</param>
    /// <param name="arguments">Its other arguments.</param>
    /// <param name="cancel">Stops the wait; the script may run all the same.</param>
    /// <exception cref="RedisErrorException">The server, or the script, answers with an error.</exception>
    /// <exception cref="RedisUnavailableException">There is no answer.</exception>
    public async Task<RespValue> RunAsync(RedisScript script, RedisArgument[] keys, RedisArgument[] arguments, CancellationToken cancel)
    {
        try
        {
            return await SendAsync(script.ByDigest(keys, arguments), cancel).ConfigureAwait(false);
        }
        catch (RedisErrorException exception) when (exception.Code == "NOSCRIPT")
        {
            return await SendAsync(script.BySource(keys, arguments), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Subscribes, now or as soon as there is a connection; dispose of the result to end it.</summary>
    /// <param name="kind">A channel, a pattern or a shard channel; the last not with a cluster.</param>
    /// <param name="name">The channel or the pattern.</param>
    /// <param name="capacity">How many messages may wait for the subscriber; see <see cref="RedisSubscription"/>. Default 1024.</param>
    /// <exception cref="NotSupportedException">A shard channel of a cluster: the one line of messages leads to any node, not to the slot's owner.</exception>
    public RedisSubscription Subscribe(RedisSubscriptionKind kind, string name, int capacity = 1024) => kind == RedisSubscriptionKind.Shard && _commands is RedisCluster
        ? throw new NotSupportedException("shard channels of a cluster cannot be subscribed to; use an ordinary channel, which reaches every node")
        : _pubSub.Subscribe(kind, name, capacity);

    /// <summary>Drops the connection that messages come over; it is made again, and subscribers are told that some may be missing.</summary>
    /// <param name="words">Why.</param>
    public void RenewMessages(string words) => _pubSub.Renew(words);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pubSub.DisposeAsync().ConfigureAwait(false);
        await _commands.DisposeAsync().ConfigureAwait(false);
    }
}
