using Wayleave.Server.Redis.Commands;

namespace Wayleave.Server.Redis.Cluster;

/// <summary>The slot map that is believed now, and the one look-up that may be under way. Thread-safe.</summary>
/// <param name="seeds">Some nodes, from the settings.</param>
/// <param name="nodes">The lines.</param>
internal sealed class ClusterMap(IReadOnlyCollection<RedisAddress> seeds, ClusterNodes nodes)
{
    private static readonly RedisCommand Question = RedisCommand.Keyless("CLUSTER", "SLOTS");

    private readonly Lock _lock = new();
    private SlotMap? _current;
    private Task<SlotMap>? _looking;

    /// <summary>The map; null before the first look-up.</summary>
    public SlotMap? Current => Volatile.Read(ref _current);

    /// <summary>Nodes to ask: those of the map, then those of the settings.</summary>
    public IEnumerable<RedisAddress> Known => (Current?.Masters ?? []).Concat(seeds).Distinct();

    /// <summary>Asks for the map; all who ask at once share one look-up.</summary>
    /// <exception cref="RedisUnavailableException">In the task: no node knows it.</exception>
    public Task<SlotMap> RefreshAsync()
    {
        lock (_lock)
            return _looking is { IsCompleted: false } running ? running : _looking = Task.Run(LookAsync);
    }

    /// <summary>Has it looked up for those who come later.</summary>
    public void Doubt() => _ = RefreshAsync().ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Notes that a slot has moved.</summary>
    /// <param name="moved">Where to.</param>
    public void Note(Redirection moved)
    {
        lock (_lock)
            if (_current is { } map && map.Owners[moved.Slot] != moved.To)
                _current = map.With(moved.Slot, moved.To);
    }

    private async Task<SlotMap> LookAsync()
    {
        List<string> failures = [];
        foreach (var address in Known.ToArray())
        {
            try
            {
                var answer = await nodes.At(address).SendAsync(Question, CancellationToken.None).ConfigureAwait(false);
                if (SlotMap.Of(answer, address) is not { } map)
                {
                    failures.Add($"{address} is no node of a cluster, or has no slots");
                    continue;
                }

                lock (_lock)
                    _current = map;
                // Seeds stay: they may be names that lead elsewhere tomorrow.
                await nodes.KeepAsync(Known).ConfigureAwait(false);
                return map;
            }
            catch (RedisUnavailableException exception)
            {
                failures.Add(exception.Message);
            }
        }

        throw new RedisUnavailableException(RedisUnavailableReason.NotConnected, $"no node of the cluster tells who has which keys: {string.Join("; ", failures)}");
    }
}
