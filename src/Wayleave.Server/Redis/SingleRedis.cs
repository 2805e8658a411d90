using Wayleave.Protocol.Resp;
using Wayleave.Server.Redis.Commands;
using Wayleave.Server.Redis.Connections;

namespace Wayleave.Server.Redis;

/// <summary>One server at a time takes all commands: the one that the settings name, or the master that sentinels name.</summary>
internal sealed class SingleRedis : IRedisCommands
{
    private readonly Func<CancellationToken, Task<RedisAddress>> _find;
    private readonly RedisNode _node;

    /// <summary>Begins to connect.</summary>
    /// <param name="world">What all lines share.</param>
    /// <param name="find">Which server.</param>
    public SingleRedis(RedisNodeWorld world, Func<CancellationToken, Task<RedisAddress>> find)
    {
        _find = find;
        _node = new RedisNode(world, RedisLine.Commands, find);
    }

    /// <inheritdoc/>
    public async Task<RespValue> SendAsync(RedisCommand command, CancellationToken cancel)
    {
        var answer = await _node.SendAsync(command, cancel).ConfigureAwait(false);
        if (answer is not RespValue.Error error || NotReady.CodeOf(error) is not { } code)
            return answer;
        // It was made a replica: whoever is master now must be looked for.
        if (code == "READONLY")
            _node.Abandon($"it is no master any more ({code})");
        throw NotReady.Of(command.Name, error);
    }

    /// <inheritdoc/>
    public Task<RedisAddress> FindPubSubAsync(CancellationToken cancel) => _find(cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
