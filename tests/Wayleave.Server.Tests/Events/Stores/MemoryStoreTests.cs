using Wayleave.Protocol.Events;
using Wayleave.Server.Configuration;
using Wayleave.Server.Events.Stores;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events.Stores;

public sealed class MemoryStoreTests
{
    private static readonly ChannelSettings s_policy = new("*") { History = new HistorySettings { Size = 5, Age = TimeSpan.FromMinutes(1) } };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Events_of_a_channel_that_nobody_touches_go_in_their_time_and_its_place_much_later()
    {
        await using var store = new MemoryStore(_time, _ => s_policy);
        await store.PublishAsync(new Publication("a", EventPayload.Of("1"u8.ToArray()), s_policy), default);
        store.Snapshot().Channels.ShouldHaveSingleItem().Events.Length.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(2));
        var left = store.Snapshot().Channels.ShouldHaveSingleItem();
        left.Events.ShouldBeEmpty();
        left.Head.Offset.ShouldBe(1);

        _time.Advance(TimeSpan.FromDays(31));
        store.Snapshot().Channels.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_begins_behind_any_offset_and_has_what_is_retained()
    {
        await using var store = new MemoryStore(_time, _ => s_policy);
        for (var i = 1; i <= 12; i++)
            await store.PublishAsync(new Publication("a", EventPayload.Of("1"u8.ToArray()), s_policy), default);
        for (var after = 0; after <= 13; after++)
        {
            var page = await store.ReadAsync("a", s_policy, after, 3, default);
            page.Events.Select(stored => stored.Position.Offset).ShouldBe(Enumerable.Range(1, 12).Where(offset => offset > 12 - 5 && offset > after).Take(3).Select(offset => (long)offset));
        }
    }
}
