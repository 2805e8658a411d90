using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.Connections;

namespace Wayleave.Server.Redis.Cluster;

/// <summary>Several masters share the keys: each command goes to the one that has its key, and follows where it is sent on to.</summary>
/// <remarks>
/// What a node has not carried out (it sent the command on, or cannot serve for a moment) is asked again within the command's time limit.
/// What may have been carried out is not. Thread-safe.
/// </remarks>
internal sealed class RedisCluster : IRedisCommands
{
    // A healthy cluster sends on once, twice while a slot moves; more is a circle.
    private const int MaxRedirections = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly RedisNodeWorld _world;
    private readonly ClusterNodes _nodes;
    private readonly ClusterMap _map;
    private int _turn;

    /// <summary>Begins to look for the cluster.</summary>
    /// <param name="world">What all lines share; its options name some nodes.</param>
    public RedisCluster(RedisNodeWorld world)
    {
        _world = world;
        _nodes = new ClusterNodes(world);
        _map = new ClusterMap(world.Options.Addresses, _nodes);
        _map.Doubt();
    }

    /// <inheritdoc/>
    public async Task<RespValue> SendAsync(RedisCommand command, CancellationToken cancel)
    {
        var began = _world.Time.GetTimestamp();
        var address = await OwnerAsync(command, cancel).ConfigureAwait(false);
        var asking = false;
        for (var redirections = 0; ;)
        {
            var answer = await AskAsync(address, command, asking, cancel).ConfigureAwait(false);
            if (Redirection.Of(answer, address) is { } redirection && redirections++ < MaxRedirections)
            {
                (address, asking) = (redirection.To, !redirection.IsLasting);
                if (!redirection.IsLasting)
                    continue;
                // Where one slot has moved, others have too.
                _map.Note(redirection);
                _map.Doubt();
            }
            else if (answer is RespValue.Error error && (NotReady.CodeOf(error) is not null || error.Code is "MOVED" or "ASK"))
            {
                _map.Doubt();
                if (redirections > MaxRedirections || error.Code is "LOADING" or "BUSY" or "NOREPLICAS" || _world.Time.GetElapsedTime(began) + Pause >= _world.Options.CommandLimit)
                    throw NotReady.Of(command.Name, error);
                await Task.Delay(Pause, _world.Time, cancel).ConfigureAwait(false);
                // TRYAGAIN keeps to where it was asked: the keys of one command come together there.
                if (error.Code != "TRYAGAIN")
                    (address, asking) = (await OwnerAsync(command, cancel).ConfigureAwait(false), false);
            }
            else
            {
                return answer;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Ordinary messages reach every node, so any will do; each attempt tries another.</remarks>
    public async Task<RedisAddress> FindPubSubAsync(CancellationToken cancel)
    {
        if (_map.Current is null)
            await _map.RefreshAsync().WaitAsync(cancel).ConfigureAwait(false);
        return Any();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    private async Task<RespValue> AskAsync(RedisAddress address, RedisCommand command, bool asking, CancellationToken cancel)
    {
        try
        {
            return await _nodes.At(address).SendAsync(command, cancel, asking).ConfigureAwait(false);
        }
        catch (RedisUnavailableException exception) when (exception.Reason != RedisUnavailableReason.TooManyInFlight)
        {
            // It may be gone for good, and a replica in its place.
            _map.Doubt();
            throw;
        }
    }

    private async Task<RedisAddress> OwnerAsync(RedisCommand command, CancellationToken cancel)
    {
        var map = _map.Current ?? await _map.RefreshAsync().WaitAsync(cancel).ConfigureAwait(false);
        return command.Key is { } key && map.Owners[HashSlot.Of(key.Span)] is { } owner ? owner : Any();
    }

    private RedisAddress Any()
    {
        var known = (_map.Current?.Masters ?? _world.Options.Addresses).ToArray();
        return known[(int)((uint)Interlocked.Increment(ref _turn) % (uint)known.Length)];
    }
}
