using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Events.Stores;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events.Hub;

/// <summary>A client's place in a channel in memory.</summary>
public sealed class CursorTests : IAsyncDisposable
{
    private static readonly ChannelSettings s_policy = new("*") { History = new HistorySettings { Age = TimeSpan.FromMinutes(1) } };

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryStore _store;
    private readonly ChannelFeed _feed;

    public CursorTests()
    {
        _store = new MemoryStore(_time, _ => s_policy);
        _feed = new ChannelFeed("a", s_policy, _store, _time);
    }

    public ValueTask DisposeAsync()
    {
        _feed.Dispose();
        return _store.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_has_kept_up_and_then_takes_nothing_for_longer_than_events_are_kept_is_told_so()
    {
        var cursor = new Cursor(_feed);
        await cursor.BeginAsync(Since.Live, default);
        (await cursor.NextAsync(default)).ShouldBeNull();
        await PublishAsync();
        _time.Advance(s_policy.History.Age);
        var head = await PublishAsync();
        (await cursor.NextAsync(default))!.Value.Gap!.Reason.ShouldBe(GapReason.Slow);
        (await cursor.NextAsync(default))!.Value.Event!.Position.ShouldBe(head);
        (await cursor.NextAsync(default)).ShouldBeNull();
    }

    private async Task<EventPosition> PublishAsync() =>
        (await _store.PublishAsync(new Publication("a", EventPayload.Of("1"u8.ToArray()), s_policy), default)).Position!.Value;
}
