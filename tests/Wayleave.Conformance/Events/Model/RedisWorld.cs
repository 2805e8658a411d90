using Wayleave.Protocol.Events;
using Wayleave.Protocol.Resp;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.Server.Redis.Commands;

namespace Wayleave.Conformance.Events.Model;

/// <summary>Two nodes on a real Redis, whose lines are cut, which is emptied, and which loses its last events.</summary>
internal sealed class RedisWorld : ModelWorld
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    // Both at once: nobody ever sees one without the other.
    private static readonly RedisScript s_restore = new("""
        for each = 1, 2 do
            redis.call('DEL', KEYS[each])
            if ARGV[each] ~= '' then redis.call('RESTORE', KEYS[each], 0, ARGV[each]) end
        end
        """);

    private readonly RedisNodes _nodes;
    private readonly EventHub[] _hubs;
    private (string Channel, ReadOnlyMemory<byte> Place, ReadOnlyMemory<byte> History)? _older;

    /// <summary>Begins.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="channels">The channels, which no other run has.</param>
    /// <param name="nodes">The nodes.</param>
    public RedisWorld(Random random, IReadOnlyList<ChannelSettings> channels, RedisNodes nodes)
        : base(random, channels, nodes.Time) => (_nodes, _hubs) = (nodes, [.. nodes.Stores.Select(HubOn)]);

    // Whatever breaks mends itself.
    /// <inheritdoc/>
    public override bool IsWell => true;

    /// <inheritdoc/>
    public override EventHub Node() => _hubs[Chance.Next(_hubs.Length)];

    /// <inheritdoc/>
    public override async Task<EventPosition> HeadAsync(string channel) => (await InsistAsync(store => store.ReadAsync(channel, Policies.Of(channel), EventPosition.MaxOffset, 1, default))).Head;

    /// <inheritdoc/>
    public override async Task DeleteAsync(ChannelSettings channel)
    {
        var head = await HeadAsync(channel.Match);
        if (await InsistAsync(store => store.DeleteAsync(channel.Match, default)))
            Truth(channel.Match).Ended(head.Epoch);
    }

    /// <inheritdoc/>
    public override async Task DisturbAsync()
    {
        var channel = Channels[Chance.Next(Channels.Count)].Match;
        var what = Chance.Next(12);
        Note($"disturbed: {what} {channel}");
        switch (what)
        {
            case < 4:
                await CutAsync("pubsub");
                break;
            case < 6:
                await CutAsync("normal");
                break;
            case 6:
                foreach (var each in Channels)
                    Truth(each.Match).Ended((await HeadAsync(each.Match)).Epoch);
                await _nodes.Operator.AskAsync("FLUSHALL");
                break;
            case < 10:
                _older = (channel, await DumpAsync(RedisKeys.Place(channel)), await DumpAsync(RedisKeys.History(channel)));
                break;
            default:
                await LoseAsync();
                break;
        }
    }

    /// <inheritdoc/>
    // A line that is made anew is what follows a failover: nodes look where channels are.
    public override Task MendAsync() => CutAsync("pubsub");

    /// <inheritdoc/>
    protected override async Task<bool> PublishAsync(Publication publication, Action<EventPosition, EventPosition> note)
    {
        // The key keeps it from being published twice where an answer is lost.
        var position = (await InsistAsync(store => store.PublishAsync(publication, default))).Position!.Value;
        var page = await InsistAsync(store => store.ReadAsync(publication.Channel, publication.Policy, position.Offset - 1, 1, default));
        note(position, new EventPosition(position.Epoch, position.Offset - 1, page.Events[0].PreviousTag));
        return true;
    }

    private async Task CutAsync(string type) => await _nodes.Operator.AskAsync("CLIENT", "KILL", "TYPE", type);

    // What a failover to a late replica does to one channel.
    private async Task LoseAsync()
    {
        if (_older is not { } older)
            return;
        _older = null;
        var was = await HeadAsync(older.Channel);
        await _nodes.Operator.Client.RunAsync(
            s_restore, [RedisKeys.Place(older.Channel), RedisKeys.History(older.Channel)], [older.Place, older.History], default);
        var now = await HeadAsync(older.Channel);
        if (was == now)
            return;
        if (was.Epoch != now.Epoch)
            Truth(older.Channel).Ended(was.Epoch);
        Truth(older.Channel).RolledBack(now);
        if (Chance.Next(2) == 0)
            await CutAsync("pubsub");
    }

    // Nothing where there is no such key.
    private async Task<ReadOnlyMemory<byte>> DumpAsync(RedisArgument key) =>
        await _nodes.Operator.Client.SendAsync(RedisCommand.OnKey("DUMP", key), default) is RespValue.BulkString dump ? dump.Content : default;

    private async Task<T> InsistAsync<T>(Func<RedisStore, ValueTask<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask(_nodes.Stores[Chance.Next(_nodes.Stores.Length)]);
            }
            catch (StoreUnavailableException e)
            {
                Note(e.Message);
                // Its line was cut: it is made anew.
                await Task.Delay(s_pause, TimeProvider.System);
            }
        }
    }
}
