using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.Server.Tickets;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Tickets;

public sealed class SessionClockTests
{
    private readonly FakeTimeProvider _time = new();
    private int _over;

    [Fact]
    public void A_session_of_years_ends_when_it_does()
    {
        using var clock = Clock(TimeSpan.FromDays(400));
        _time.Advance(TimeSpan.FromDays(399));
        (_over, clock.Left).ShouldBe((0, TimeSpan.FromDays(1)));
        _time.Advance(TimeSpan.FromDays(1));
        (_over, clock.Left).ShouldBe((1, TimeSpan.Zero));
    }

    [Fact]
    public void One_that_is_moved_ends_at_its_new_time_alone()
    {
        using var clock = Clock(TimeSpan.FromSeconds(10));
        clock.Move(_time.GetUtcNow() + TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(10));
        _over.ShouldBe(0);
        clock.Move(null);
        _time.Advance(TimeSpan.FromDays(1));
        (_over, clock.Left).ShouldBe((0, null));
    }

    [Fact]
    public void One_that_is_over_ends_at_once()
    {
        using var clock = Clock(TimeSpan.Zero);
        _over.ShouldBe(1);
    }

    [Fact]
    public void One_that_is_disposed_of_ends_nothing()
    {
        Clock(TimeSpan.FromSeconds(1)).Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        _over.ShouldBe(0);
    }

    [Fact]
    public async Task One_whose_time_runs_out_while_it_is_looked_at_ends_all_the_same()
    {
        // Each reading of this clock is 5 ms behind the last one: with 2 ms left by one of them, a second one finds none.
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var clock = new SessionClock(DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(17), () => over.TrySetResult(), new RestlessClock());
        await over.Task.WaitAsync(RawClient.Bound);
    }

    private SessionClock Clock(TimeSpan life) => new(_time.GetUtcNow() + life, () => _over++, _time);

    private sealed class RestlessClock : TimeProvider
    {
        private int _readings;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(5 * ++_readings);
    }
}
