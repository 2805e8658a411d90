using Wayleave.Server.Carry;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

public sealed class GraceTests : IDisposable
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Grace _grace;
    private int _told;

    public GraceTests() => _grace = new Grace(_time, () => _told++);

    public void Dispose() => _grace.Dispose();

    [Fact]
    public void One_that_was_never_begun_is_not_over()
    {
        _time.Advance(s_length);
        (_told, _grace.IsOver()).ShouldBe((0, false));
    }

    [Fact]
    public void It_is_over_when_its_time_has_passed_and_not_before()
    {
        _grace.Begin(s_length);
        _time.Advance(s_length - TimeSpan.FromMilliseconds(1));
        (_told, _grace.IsOver()).ShouldBe((0, false));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (_told, _grace.IsOver()).ShouldBe((1, true));
    }

    [Fact]
    public void One_that_is_begun_anew_counts_from_then_on()
    {
        _grace.Begin(s_length);
        _time.Advance(s_length / 2);
        _grace.Begin(s_length);
        _time.Advance(s_length / 2);
        (_told, _grace.IsOver()).ShouldBe((0, false));
        _time.Advance(s_length / 2);
        (_told, _grace.IsOver()).ShouldBe((1, true));
    }

    [Fact]
    public void One_that_was_stopped_is_never_over_and_tells_nobody()
    {
        _grace.Begin(s_length);
        _grace.Stop();
        _time.Advance(2 * s_length);
        (_told, _grace.IsOver()).ShouldBe((0, false));
    }

    [Fact]
    public void Where_a_timer_is_a_little_early_it_is_told_of_again()
    {
        var isOver = new List<bool>();
        Grace? grace = null;
        using var early = grace = new Grace(new EarlyOnce(_time), () => isOver.Add(grace!.IsOver()));
        early.Begin(s_length);
        _time.Advance(s_length);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        isOver.ShouldBe([false, true]);
    }

    [Fact]
    public void One_without_any_time_is_over_at_once()
    {
        _grace.Begin(TimeSpan.Zero);
        _grace.IsOver().ShouldBeTrue();
    }

    [Fact]
    public void What_is_disposed_of_tells_nobody()
    {
        _grace.Begin(s_length);
        _grace.Dispose();
        _time.Advance(2 * s_length);
        _told.ShouldBe(0);
    }

    /// <summary>Its timers' first call comes half a millisecond early.</summary>
    private sealed class EarlyOnce(TimeProvider time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(time.CreateTimer(callback, state, dueTime, period));

        private sealed class Timer(ITimer timer) : ITimer
        {
            private TimeSpan _early = TimeSpan.FromMilliseconds(0.5);

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                var due = dueTime - _early;
                _early = TimeSpan.Zero;
                return timer.Change(due, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
