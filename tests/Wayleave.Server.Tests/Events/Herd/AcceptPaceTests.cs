using Wayleave.Server.Events.Herd;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events.Herd;

public sealed class AcceptPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_few_come_at_once_and_the_others_one_after_the_other()
    {
        var pace = new AcceptPace(() => 100, _time);
        // 100 ms of them.
        for (var i = 0; i <= 10; i++)
            Wait(pace).ShouldBe(TimeSpan.Zero);
        Wait(pace).ShouldBe(TimeSpan.FromMilliseconds(10));
        Wait(pace).ShouldBe(TimeSpan.FromMilliseconds(20));
        pace.Backlog.ShouldBe(TimeSpan.FromMilliseconds(30));
        _time.Advance(TimeSpan.FromMilliseconds(30));
        Wait(pace).ShouldBe(TimeSpan.Zero);
        // What was not used is not saved up.
        _time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i <= 10; i++)
            Wait(pace).ShouldBe(TimeSpan.Zero);
        Wait(pace).ShouldBe(TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public void Who_would_wait_too_long_takes_no_turn()
    {
        var pace = new AcceptPace(() => 10, _time);
        while (pace.TryTake(TimeSpan.FromSeconds(1), out _))
        {
        }

        pace.TryTake(TimeSpan.FromSeconds(1), out var wait).ShouldBeFalse();
        pace.TryTake(TimeSpan.FromSeconds(1), out var again).ShouldBeFalse();
        again.ShouldBe(wait);
    }

    private static TimeSpan Wait(AcceptPace pace)
    {
        pace.TryTake(TimeSpan.FromMinutes(1), out var wait).ShouldBeTrue();
        return wait;
    }
}
