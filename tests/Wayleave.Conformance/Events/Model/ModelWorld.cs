using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events;
using Wayleave.Server.Events.Herd;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Presence;
using Wayleave.Server.Events.Stores;

namespace Wayleave.Conformance.Events.Model;

/// <summary>Nodes, their store and what really happens in it.</summary>
internal abstract class ModelWorld : IAsyncDisposable
{
    private const int StoryLength = 40;

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _story = new();
    private readonly Dictionary<string, ChannelTruth> _truths;
    private readonly List<string> _channelOf = [];
    private readonly EventSettings _settings;
    private readonly Presences _presences;

    /// <summary>Begins.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="time">The clock.</param>
    protected ModelWorld(Random random, IReadOnlyList<ChannelSettings> channels, TimeProvider time)
    {
        (Chance, Channels, Time) = (random, channels, time);
        _truths = channels.ToDictionary(each => each.Match, each => new ChannelTruth(each.Kept.Size, each.Kept.Age, each.Policy == ChannelPolicy.Latest, each.Kept.Replay));
        _settings = new EventSettings { Channels = [.. channels] };
        Policies = new ChannelPolicies(() => _settings);
        _presences = new Presences(new LocalPresence(), time);
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Whether all is well, so that clients may be waited for.</summary>
    public abstract bool IsWell { get; }

    /// <summary>The channels; their patterns are their names.</summary>
    public IReadOnlyList<ChannelSettings> Channels { get; }

    /// <summary>How many events were published.</summary>
    public int Published => _channelOf.Count;

    /// <summary>Chance.</summary>
    protected Random Chance { get; }

    /// <summary>What holds for channels.</summary>
    protected ChannelPolicies Policies { get; }

    /// <summary>A node for the next connection.</summary>
    public abstract EventHub Node();

    /// <summary>Something breaks, or time passes, or is mended.</summary>
    public abstract Task DisturbAsync();

    /// <summary>All is mended.</summary>
    public abstract Task MendAsync();

    /// <summary>What was done last, for whoever looks at a failure.</summary>
    public string Story => string.Join('\n', _story);

    /// <summary>Notes what is done.</summary>
    /// <param name="step">What.</param>
    public void Note(string step)
    {
        _story.Enqueue(step);
        if (_story.Count > StoryLength)
            _story.TryDequeue(out _);
    }

    /// <summary>What really happened in a channel.</summary>
    /// <param name="channel">The channel.</param>
    public ChannelTruth Truth(string channel) => _truths[channel];

    /// <summary>The channel of an event.</summary>
    /// <param name="number">What it says.</param>
    public string ChannelOf(int number) => _channelOf[number];

    /// <summary>Where a channel is.</summary>
    /// <param name="channel">The channel.</param>
    public abstract Task<EventPosition> HeadAsync(string channel);

    /// <summary>Publishes something, if that is possible now.</summary>
    /// <param name="channel">The channel.</param>
    public async Task PublishAsync(ChannelSettings channel)
    {
        var number = _channelOf.Count;
        var key = channel.Key is not null && Chance.Next(4) > 0 ? $"k{Chance.Next(3)}" : null;
        var text = channel.Key is null && Chance.Next(5) == 0 ? $"{number}" : key is null ? $$"""{"n":{{number}}}""" : $$"""{"n":{{number}},"{{channel.Key}}":"{{key}}"}""";
        _channelOf.Add(channel.Match);
        var publication = new Publication(channel.Match, EventPayload.Of(System.Text.Encoding.UTF8.GetBytes(text)), channel, $"{number}");
        if (await PublishAsync(publication, (position, before) => Truth(channel.Match).Published(position, before, number, key, Time.GetUtcNow())))
            return;
        // It is nowhere: its number is not used again.
        _channelOf[number] = "";
    }

    /// <summary>Forgets a channel's events.</summary>
    /// <param name="channel">The channel.</param>
    public abstract Task DeleteAsync(ChannelSettings channel);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => _presences.DisposeAsync();

    /// <summary>A node's channels.</summary>
    /// <param name="store">Its store.</param>
    protected EventHub HubOn(IEventStore store) => new(store, Policies, _presences, new HerdControl(() => _settings, Time), Time);

    /// <summary>Publishes.</summary>
    /// <param name="publication">What.</param>
    /// <param name="note">Is told the place, and the one before it, as soon as it is published.</param>
    /// <returns>Whether it was.</returns>
    protected abstract Task<bool> PublishAsync(Publication publication, Action<EventPosition, EventPosition> note);
}
