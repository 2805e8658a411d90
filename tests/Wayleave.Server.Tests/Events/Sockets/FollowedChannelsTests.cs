using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events;
using Wayleave.Server.Events.Herd;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Presence;
using Wayleave.Server.Events.Sockets;
using Wayleave.Server.Events.Stores;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events.Sockets;

/// <summary>A socket's channels where the store can be reached for some of them only, as in a cluster one of whose servers is away.</summary>
public sealed class FollowedChannelsTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly EventSettings _settings = new();
    private readonly PartlyAwayStore _store;
    private readonly Presences _presences;
    private readonly EventHub _hub;
    private readonly Told _told = new();

    public FollowedChannelsTests()
    {
        var policies = new ChannelPolicies(() => _settings);
        _store = new PartlyAwayStore(new MemoryStore(_time, policies.Of));
        _presences = new Presences(new LocalPresence(), _time);
        _hub = new EventHub(_store, policies, _presences, new HerdControl(() => _settings, _time), _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _presences.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_channel_whose_store_is_away_does_not_keep_the_others_from_beginning()
    {
        await PublishAsync("a", "b", "c");
        _store.Away.Add("a");
        using var channels = await FollowAsync("a", "b", "c");

        await GiveAsync(channels);
        _told.Lines().ShouldBe(["subscribed b", "event b", "caught_up b", "subscribed c", "event c", "caught_up c"]);

        _store.Away.Clear();
        await GiveAsync(channels);
        _told.Lines().ShouldBe(["subscribed a", "event a", "caught_up a"]);
    }

    [Fact]
    public async Task A_channel_whose_store_goes_away_amid_its_past_is_not_said_to_be_followed_twice()
    {
        await PublishAsync("b");
        for (var i = 0; i < 151; i++) await PublishAsync("a");
        _store.AwayBehind("a", reads: 1);
        using var channels = await FollowAsync("a", "b");

        await GiveAsync(channels);
        _store.Away.Clear();
        await GiveAsync(channels);

        var lines = _told.Lines();
        lines.Count(line => line == "subscribed a").ShouldBe(1);
        lines.Count(line => line == "event a").ShouldBe(151);
        lines.Count(line => line == "caught_up a").ShouldBe(1);
        lines.ShouldContain("caught_up b");
    }

    [Fact]
    public async Task Where_many_are_away_a_few_are_tried_at_a_time_and_each_of_the_others_has_its_turn()
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(number => $"away{number}"), "here"];
        await PublishAsync(names);
        _store.Away.UnionWith(names[..10]);
        using var channels = await FollowAsync(names);

        _store.Asked = 0;
        await GiveAsync(channels);
        _store.Asked.ShouldBe(3);
        while (!_told.Lines().Contains("event here"))
            await GiveAsync(channels);
        _store.Asked.ShouldBeLessThan(16);
    }

    private async Task<FollowedChannels> FollowAsync(params string[] channels)
    {
        var followed = new FollowedChannels(
            new EventPlan { Channels = [.. channels], Since = Since.All, Form = EventForm.Envelope, Heartbeat = TimeSpan.FromSeconds(30), Session = "s", Node = "n", IdMember = "_id" }, _hub, _time);
        await followed.PrepareAsync(TimeSpan.FromSeconds(1));
        return followed;
    }

    private Task GiveAsync(FollowedChannels channels) => channels.GiveAsync(_told, static () => Task.FromResult(true), CancellationToken.None);

    private async Task PublishAsync(params string[] channels)
    {
        foreach (var channel in channels)
            await _store.PublishAsync(new Publication(channel, EventPayload.Of("1"u8.ToArray()), _hub.PolicyOf(channel)), CancellationToken.None);
    }

    /// <summary>What a client is told: types and channels.</summary>
    private sealed class Told : IEventSink
    {
        private readonly List<string> _lines = [];

        public void Control(string type, ReadOnlySpan<byte> json) => _lines.Add($"{type} {Channel(json)}");

        // A short frame has a head of two bytes.
        public void Event(ReadOnlySpan<byte> frame) => _lines.Add($"event {Channel(frame[2..])}");

        public string[] Lines()
        {
            string[] lines = [.. _lines];
            _lines.Clear();
            return lines;
        }

        private static string Channel(ReadOnlySpan<byte> json) => JsonDocument.Parse(Encoding.UTF8.GetString(json)).RootElement.GetProperty("ch").GetString()!;
    }
}
