using System.Collections.Immutable;
using Wayleave.Server.Redis.Connections;

namespace Wayleave.Server.Redis.Cluster;

/// <summary>The lines to a cluster's nodes, made when they are first needed. Thread-safe.</summary>
/// <param name="world">What all lines share.</param>
internal sealed class ClusterNodes(RedisNodeWorld world) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RedisAddress, RedisNode> _nodes = [];
    private bool _isClosed;

    /// <summary>The line to a node.</summary>
    /// <param name="address">The node.</param>
    /// <exception cref="RedisUnavailableException">The client is being closed.</exception>
    public RedisNode At(RedisAddress address)
    {
        lock (_lock)
        {
            if (_isClosed)
                throw new RedisUnavailableException(RedisUnavailableReason.Closed, "the client was closed");
            if (!_nodes.TryGetValue(address, out var node))
                _nodes.Add(address, node = new RedisNode(world, RedisLine.Commands, _ => Task.FromResult(address)));
            return node;
        }
    }

    /// <summary>Closes the lines to all others.</summary>
    /// <param name="addresses">Who stays.</param>
    public async Task KeepAsync(IEnumerable<RedisAddress> addresses)
    {
        var kept = addresses.ToImmutableHashSet();
        List<RedisNode> gone = [];
        lock (_lock)
            foreach (var address in _nodes.Keys.Where(address => !kept.Contains(address)).ToArray())
                if (_nodes.Remove(address, out var node))
                    gone.Add(node);
        foreach (var node in gone)
            await node.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _isClosed = true;
        await KeepAsync([]).ConfigureAwait(false);
    }
}
