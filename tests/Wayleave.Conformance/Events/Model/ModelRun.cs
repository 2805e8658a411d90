using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events;

namespace Wayleave.Conformance.Events.Model;

/// <summary>One run: clients of several kinds, and whatever chance does to them and to the store.</summary>
internal sealed class ModelRun
{
    private static readonly int[] s_sizes = [0, 1, 5, 40, 1000];

    private readonly Random _random;
    private readonly ModelWorld _world;
    private readonly ModelClient[] _clients;

    /// <summary>Begins.</summary>
    /// <param name="random">Chance, which has made the world too.</param>
    /// <param name="world">The world.</param>
    public ModelRun(Random random, ModelWorld world)
    {
        (_random, _world) = (random, world);
        _clients = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Client())];
    }

    /// <summary>Events that applications got.</summary>
    public int Delivered => _clients.Sum(client => client.Delivered);

    /// <summary>Gaps that they were told of.</summary>
    public int Gaps => _clients.Sum(client => client.Gaps);

    /// <summary>Channels by chance: some keep little, some nothing, some the latest of each key.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="least">The smallest history.</param>
    public static ChannelSettings[] Channels(Random random, string prefix, int least) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(number =>
    {
        var channel = new ChannelSettings($"{prefix}{number}")
        {
            History = new HistorySettings { Size = Math.Max(least, s_sizes[random.Next(s_sizes.Length)]), Age = random.Next(2) == 0 ? TimeSpan.FromSeconds(30) : TimeSpan.FromHours(1) },
        };
        if (random.Next(4) == 0)
            channel = channel with { History = channel.History with { Replay = random.Next(1, 20) } };
        return random.Next(4) == 0 ? channel with { Policy = ChannelPolicy.Latest, Key = "key" } : channel;
    })];

    /// <summary>Runs it to its end, at which everybody must have got everything.</summary>
    /// <param name="steps">How long.</param>
    public async Task RunAsync(int steps)
    {
        try
        {
            for (var step = 0; step < steps; step++)
                await StepAsync();
            await _world.MendAsync();
            foreach (var client in _clients)
            {
                client.Stall(false);
                await client.SyncAsync();
            }
        }
        finally
        {
            await Task.WhenAll(_clients.Select(client => client.EndAsync()));
        }
    }

    /// <summary>Everybody's connection is cut.</summary>
    public Task LeaveAsync() => Task.WhenAll(_clients.Select(client => client.DropAsync()));

    private async Task StepAsync()
    {
        var client = _clients[_random.Next(_clients.Length)];
        var channel = _world.Channels[_random.Next(_world.Channels.Count)];
        var what = _random.Next(100);
        _world.Note($"step {what} {channel.Match}");
        switch (what)
        {
            case < 40:
                await PublishAsync(channel, _random.Next(10) > 0 ? 1 : _random.Next(2, 30));
                break;
            case 40:
                // More than a node has at hand.
                await PublishAsync(channel, 300);
                break;
            case < 60:
                client.Pump(_random.Next(1, 20));
                break;
            case < 66:
                await client.DropAsync();
                break;
            case < 80:
                await client.DropAsync();
                client.Connect(_random.Next(15) == 0 ? await ForgedAsync(channel) : null);
                break;
            case < 84:
                client.Stall(_random.Next(2) == 0);
                break;
            case < 86:
                await _world.DeleteAsync(channel);
                break;
            case < 95:
                await _world.DisturbAsync();
                break;
            default:
                client.Stall(false);
                if (_world.IsWell)
                    await client.SyncAsync();
                break;
        }
    }

    private async Task PublishAsync(ChannelSettings channel, int count)
    {
        for (; count > 0; count--)
            await _world.PublishAsync(channel);
    }

    // A place that no channel ever had: ahead of the head, beside it, or of another life.
    private async Task<EventPosition> ForgedAsync(ChannelSettings channel)
    {
        var head = await _world.HeadAsync(channel.Match);
        return _random.Next(3) switch
        {
            0 => new EventPosition(head.Epoch, head.Offset + _random.Next(1, 1000), 7),
            1 => new EventPosition(head.Epoch, Math.Max(1, head.Offset - _random.Next(3)), head.Tag ^ 0x5A5A5A5A),
            _ => new EventPosition("made", _random.Next(1, 10), 7),
        };
    }

    private ModelClient Client()
    {
        var names = _world.Channels.Select(channel => channel.Match).ToArray();
        _random.Shuffle(names);
        var plan = new EventPlan
        {
            Channels = [.. names[..(_random.Next(2) == 0 ? 1 : _random.Next(1, names.Length + 1))]],
            Since = _random.Next(4) switch { 0 => Since.All, 1 => new Since.Last(_random.Next(1, 30)), _ => Since.Live },
            Form = _random.Next(2) == 0 ? EventForm.Envelope : EventForm.BareWithControls,
            Heartbeat = TimeSpan.FromSeconds(10), Session = "s", Node = "n", IdMember = "_id",
        };
        var kind = _random.Next(4);
        return new ModelClient(_world, plan, now => kind switch
        {
            0 => new StreamLine(now, _world.Node(), _world.Time),
            1 => new PollLine(now, _world.Node, _world.Time),
            _ => new SocketLine(now, _world.Node(), _world.Time),
        });
    }
}
