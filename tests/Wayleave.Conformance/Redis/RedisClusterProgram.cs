using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Redis;

/// <summary>A cluster of three real servers, which share the slots.</summary>
internal sealed class RedisClusterProgram : IAsyncDisposable
{
    private const int LastSlot = 16383;

    private readonly RedisProgram[] _nodes;
    private readonly RedisCaller[] _callers;

    private RedisClusterProgram(RedisProgram[] nodes) => (_nodes, _callers) = (nodes, [.. nodes.Select(node => new RedisCaller($"redis://{node.Address}"))]);

    /// <summary>The servers.</summary>
    public IReadOnlyList<RedisProgram> Nodes => _nodes;

    /// <summary>A caller of each.</summary>
    public IReadOnlyList<RedisCaller> Callers => _callers;

    /// <summary>How clients are told of it: one of its servers is enough.</summary>
    public string Url => $"redis-cluster://{_nodes[2].Address}";

    /// <summary>Starts it, and waits until all know one another.</summary>
    public static async Task<RedisClusterProgram> StartAsync()
    {
        var cluster = new RedisClusterProgram([await NodeAsync(), await NodeAsync(), await NodeAsync()]);
        var (nodes, callers) = (cluster._nodes, cluster._callers);
        for (var at = 0; at < nodes.Length; at++)
            (await callers[at].AskAsync("CLUSTER", "ADDSLOTSRANGE", $"{at * 5461}", $"{(at == 2 ? LastSlot : (at * 5461) + 5460)}")).ShouldBe("+OK");
        for (var at = 1; at < nodes.Length; at++)
            (await callers[0].AskAsync("CLUSTER", "MEET", "127.0.0.1", $"{nodes[at].Port}", await BusPortAsync(callers[at]))).ShouldBe("+OK");
        foreach (var node in nodes)
            await node.LineAsync("Cluster state changed: ok");
        return cluster;
    }

    /// <summary>Asks each of them.</summary>
    /// <param name="words">The command.</param>
    public Task<string[]> AskAllAsync(params string[] words) => Task.WhenAll(_callers.Select(caller => caller.AskAsync(words)));

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers)
            await caller.DisposeAsync();
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    private static Task<RedisProgram> NodeAsync() =>
        RedisProgram.StartAsync($"cluster-enabled yes\ncluster-node-timeout 2000\ncluster-config-file nodes.conf\ncluster-port {LoopbackPorts.Free()}");

    private static async Task<string> BusPortAsync(RedisCaller caller) => (await caller.AskAsync("CONFIG", "GET", "cluster-port")).Split('\'')[3];
}
