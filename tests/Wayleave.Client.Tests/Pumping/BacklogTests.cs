using Wayleave.Client.Pumping;

namespace Wayleave.Client.Tests.Pumping;

public sealed class BacklogTests
{
    [Fact]
    public async Task A_writer_waits_for_room_and_nothing_is_dropped()
    {
        var backlog = new Backlog(2, long.MaxValue);
        await backlog.WriteAsync(Item(1), default);
        await backlog.WriteAsync(Item(2), default);
        var third = backlog.WriteAsync(Item(3), default).AsTask();
        third.IsCompleted.ShouldBeFalse();
        (await backlog.ReadAsync(default)).ShouldBe(Item(1));
        await third;
        (await backlog.ReadAsync(default)).ShouldBe(Item(2));
        (await backlog.ReadAsync(default)).ShouldBe(Item(3));
    }

    [Fact]
    public async Task Bytes_count_as_well_and_one_item_of_any_size_has_room()
    {
        var large = new ChannelEvent { Channel = "a", Id = null, Data = new byte[5000], ReceivedAt = default };
        var backlog = new Backlog(100, 4000);
        await backlog.WriteAsync(large, default);
        var second = backlog.WriteAsync(Item(2), default).AsTask();
        second.IsCompleted.ShouldBeFalse();
        (await backlog.ReadAsync(default)).ShouldBe(large);
        await second;
    }

    [Fact]
    public async Task A_reader_waits_for_items_and_gets_those_that_are_there_before_the_end()
    {
        var backlog = new Backlog(2, 1);
        var first = backlog.ReadAsync(default).AsTask();
        first.IsCompleted.ShouldBeFalse();
        await backlog.WriteAsync(Item(1), default);
        (await first).ShouldBe(Item(1));
        await backlog.WriteAsync(Item(2), default);
        backlog.Complete();
        (await backlog.ReadAsync(default)).ShouldBe(Item(2));
        (await backlog.ReadAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Both_waits_can_be_cancelled()
    {
        using var over = new CancellationTokenSource();
        var reading = new Backlog(1, 1).ReadAsync(over.Token).AsTask();
        var full = new Backlog(1, 1);
        await full.WriteAsync(Item(1), default);
        var writing = full.WriteAsync(Item(2), over.Token).AsTask();
        await over.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);
        await Should.ThrowAsync<OperationCanceledException>(writing);
        await Should.ThrowAsync<OperationCanceledException>(full.ReadAsync(over.Token).AsTask());
    }

    private static ChannelCaughtUp Item(int n) => new() { Channel = "a", At = $"k3Qz:{n}:00000001" };
}
