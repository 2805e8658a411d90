using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;
using Wayleave.TestKit;

namespace Wayleave.Conformance.Events.Model;

/// <summary>One node with its memory, and a clock that stands still: whatever is done, all of it is done by chance of a seed.</summary>
internal sealed class MemoryWorld : ModelWorld
{
    private readonly FakeTimeProvider _time;
    private MemorySnapshot? _older;
    private MemoryStore _memory;
    private FaultyStore _store;
    private EventHub _hub;

    /// <summary>Begins.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="channels">The channels.</param>
    public MemoryWorld(Random random, IReadOnlyList<ChannelSettings> channels)
        : base(random, channels, new FakeTimeProvider())
    {
        _time = (FakeTimeProvider)Time;
        (_memory, _store, _hub) = Start(null);
    }

    /// <inheritdoc/>
    public override bool IsWell => !_store.IsDegraded && !_store.IsDeaf;

    /// <summary>Called before the process ends: whoever is connected is so no more.</summary>
    public Func<Task> Leaving { get; set; } = () => Task.CompletedTask;

    /// <inheritdoc/>
    public override EventHub Node() => _hub;

    /// <inheritdoc/>
    public override async Task<EventPosition> HeadAsync(string channel) => (await LookAsync(channel)).Head;

    /// <inheritdoc/>
    public override async Task DeleteAsync(ChannelSettings channel)
    {
        var head = await HeadAsync(channel.Match);
        if (await _memory.DeleteAsync(channel.Match, default))
            Truth(channel.Match).Ended(head.Epoch);
    }

    /// <inheritdoc/>
    public override async Task DisturbAsync()
    {
        var what = Chance.Next(20);
        Note($"disturbed: {what}; away {_store.IsDegraded}, deaf {_store.IsDeaf}, far {_store.IsFar}");
        switch (what)
        {
            case < 7:
                _time.Advance(TimeSpan.FromSeconds(Chance.Next(1, 20)));
                break;
            case < 10:
                _store.Away(!_store.IsDegraded);
                break;
            case < 14:
                await _store.DeafenAsync(!_store.IsDeaf);
                break;
            case < 16:
                _store.IsFar = !_store.IsFar;
                break;
            case 16:
                // As a stop saves it, and the next process finds it.
                await RestartAsync(_memory.Snapshot());
                break;
            case 17:
                foreach (var channel in Channels)
                    Truth(channel.Match).Ended((await HeadAsync(channel.Match)).Epoch);
                await RestartAsync(null);
                break;
            case 18:
                _older = _memory.Snapshot();
                break;
            default:
                await LoseAsync();
                break;
        }
    }

    /// <inheritdoc/>
    public override Task MendAsync()
    {
        _store.Away(false);
        return _store.DeafenAsync(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task<bool> PublishAsync(Publication publication, Action<EventPosition, EventPosition> note)
    {
        var before = await HeadAsync(publication.Channel);
        try
        {
            note((await _store.PublishAsync(publication, default)).Position!.Value, before);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    // A store that comes back without its last events, as a replica does that was late: only the tags show it.
    private async Task LoseAsync()
    {
        if (_older is not { } older)
            return;
        var heads = new Dictionary<string, EventPosition>();
        foreach (var channel in Channels)
            heads[channel.Match] = await HeadAsync(channel.Match);
        _older = null;
        await RestartAsync(older);
        foreach (var channel in Channels)
        {
            var (was, now) = (heads[channel.Match], await HeadAsync(channel.Match));
            if (was.Epoch != now.Epoch)
                Truth(channel.Match).Ended(was.Epoch);
            Truth(channel.Match).RolledBack(now);
        }
    }

    private async Task RestartAsync(MemorySnapshot? snapshot)
    {
        await Leaving();
        await _store.DisposeAsync();
        (_memory, _store, _hub) = Start(snapshot);
    }

    private (MemoryStore Memory, FaultyStore Store, EventHub Hub) Start(MemorySnapshot? snapshot)
    {
        var memory = new MemoryStore(_time, Policies.Of, snapshot);
        var store = new FaultyStore(memory);
        return (memory, store, HubOn(store));
    }

    private ValueTask<StorePage> LookAsync(string channel) => _memory.ReadAsync(channel, Policies.Of(channel), EventPosition.MaxOffset, 1, default);
}
