using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Health;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Health;

public sealed class HealthStateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _changes = [];
    private readonly HealthState _state;

    public HealthStateTests() => _state = new HealthState(_time, (kind, why) => _changes.Add($"{kind}: {why}"));

    [Theory]
    [InlineData(2, 1, "ffp", "DownUp")]
    [InlineData(2, 1, "fpfpfp", "")]
    [InlineData(3, 2, "ffffpfppff", "DownUp")]
    [InlineData(1, 3, "fppp", "DownUp")]
    [InlineData(1, 1, "fpf", "DownUpDown")]
    public void Checks_mark_it_after_as_many_in_a_row_as_settings_say(int fall, int rise, string checks, string changes)
    {
        foreach (var check in checks)
            _state.Checked(check == 'p', "x", new HealthSettings { Path = "/", Fall = fall, Rise = rise });
        string.Concat(_changes.Select(change => change.Split(':')[0])).ShouldBe(changes);
    }

    [Fact]
    public void It_rests_after_three_failures_in_a_row_for_ten_seconds_and_then_after_one()
    {
        var settings = new PassiveHealthSettings();
        Fail(2);
        _state.RequestPassed();
        Fail(2);
        _state.IsUsable.ShouldBeTrue();
        Fail(1);
        _state.IsUsable.ShouldBeFalse();
        _state.Why.ShouldBe("refused");
        _state.Since.ShouldBe(_time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        _state.IsUsable.ShouldBeFalse();
        _time.Advance(TimeSpan.FromTicks(1));
        _state.IsUsable.ShouldBeTrue();
        Fail(1);
        _state.Standing.ShouldBe(HealthStanding.Resting);
        _time.Advance(TimeSpan.FromSeconds(10));
        _state.Standing.ShouldBe(HealthStanding.Up);
        _state.RequestPassed();
        Fail(2);
        _state.IsUsable.ShouldBeTrue();
        _changes.ShouldBe(["Resting: refused", "Up: its rest is over", "Resting: refused", "Up: its rest is over"]);

        void Fail(int times)
        {
            for (var i = 0; i < times; i++)
                _state.RequestFailed("refused", settings, () => true);
        }
    }

    [Fact]
    public void It_does_not_rest_where_no_other_can_take_over_or_that_is_switched_off()
    {
        for (var i = 0; i < 10; i++)
        {
            _state.RequestFailed("refused", new PassiveHealthSettings(), () => false);
            _state.RequestFailed("refused", new PassiveHealthSettings { Failures = 0 }, () => true);
        }

        _state.IsUsable.ShouldBeTrue();
        _state.RequestFailed("refused", new PassiveHealthSettings(), () => true);
        _state.IsUsable.ShouldBeFalse();
    }

    [Fact]
    public void A_check_that_fails_ends_a_rest_and_one_that_passes_does_not()
    {
        var check = new HealthSettings { Path = "/", Fall = 1, Rise = 1 };
        for (var i = 0; i < 3; i++)
            _state.RequestFailed("refused", new PassiveHealthSettings(), () => true);
        _state.Checked(true, "yes", check);
        _state.Standing.ShouldBe(HealthStanding.Resting);
        _state.Checked(false, "no", check);
        _state.Standing.ShouldBe(HealthStanding.Down);
        _time.Advance(TimeSpan.FromMinutes(1));
        _state.Standing.ShouldBe(HealthStanding.Down);
    }

    [Fact]
    public void Draining_stands_apart_from_health()
    {
        _state.Drain(true).ShouldBeTrue();
        _state.Drain(true).ShouldBeFalse();
        _state.IsUsable.ShouldBeFalse();
        _state.Standing.ShouldBe(HealthStanding.Up);
        _state.Drain(false).ShouldBeTrue();
        _state.IsUsable.ShouldBeTrue();
        _changes.ShouldBe(["Drained: the admin says so", "Undrained: the admin says so"]);
    }

    [Theory]
    [InlineData(0, 0.01)]
    [InlineData(25, 0.25)]
    [InlineData(99, 0.99)]
    [InlineData(100, 1)]
    [InlineData(1000, 1)]
    public void Its_share_grows_in_a_straight_line_after_it_came_up(int seconds, double share)
    {
        _state.Share(TimeSpan.FromSeconds(100)).ShouldBe(1);
        _state.BeginSlowStart();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _state.Share(TimeSpan.FromSeconds(100)).ShouldBe(share);
        _state.Share(TimeSpan.Zero).ShouldBe(1);
    }
}
