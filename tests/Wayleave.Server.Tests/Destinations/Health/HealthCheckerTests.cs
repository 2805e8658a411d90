using System.Collections.Concurrent;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Health;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Health;

public sealed class HealthCheckerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _checked = new();
    private readonly HashSet<string> _sick = [];
    private double _chance;

    private static HealthSettings Health { get; } = new() { Path = "/health", Interval = TimeSpan.FromSeconds(10), Fall = 1 };

    private HealthChecker Checker() => new(
        (target, _) =>
        {
            _checked.Enqueue(target.Destination.Host);
            return Task.FromResult(new HealthResult(!_sick.Contains(target.Destination.Host), "x"));
        },
        _time,
        () => _chance);

    private static HealthTarget Target(Destination destination, HealthSettings? settings = null) => new(destination, settings ?? Health, "app.test", true);

    // The loops go on inside the clock's own call, since nothing here is really asynchronous.
    private string ChecksAfter(double seconds)
    {
        _checked.Clear();
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return string.Concat(_checked);
    }

    [Fact]
    public async Task The_first_check_is_spread_over_the_interval_and_the_others_follow_at_it()
    {
        await using var checker = Checker();
        _chance = 0.5;
        checker.Apply([Target(Some.Destination("http://a"))]);
        ChecksAfter(4.9).ShouldBe("");
        ChecksAfter(0.1).ShouldBe("a");
        ChecksAfter(9.9).ShouldBe("");
        ChecksAfter(0.1).ShouldBe("a");
    }

    [Fact]
    public async Task Results_are_taken_over()
    {
        await using var checker = Checker();
        var destination = Some.Destination("http://a");
        _sick.Add("a");
        checker.Apply([Target(destination)]);
        destination.Health.Standing.ShouldBe(HealthStanding.Down);
        _sick.Clear();
        ChecksAfter(10).ShouldBe("a");
        destination.Health.Standing.ShouldBe(HealthStanding.Up);
    }

    [Fact]
    public async Task A_reload_leaves_what_is_the_same_running_and_stops_and_starts_the_rest()
    {
        await using var checker = Checker();
        var (a, b, c) = (Some.Destination("http://a"), Some.Destination("http://b"), Some.Destination("http://c"));
        checker.Apply([Target(a), Target(b)]);
        _time.Advance(TimeSpan.FromSeconds(5));
        _chance = 0.1;
        checker.Apply([Target(a, Health with { Path = "/health" }), Target(c)]);
        ChecksAfter(1).ShouldBe("c");
        ChecksAfter(4).ShouldBe("a");
        ChecksAfter(10).ShouldBe("ca");
    }

    [Fact]
    public async Task One_that_is_no_longer_checked_counts_as_up_and_one_that_is_checked_otherwise_keeps_its_standing()
    {
        await using var checker = Checker();
        var (a, b) = (Some.Destination("http://a"), Some.Destination("http://b"));
        _sick.UnionWith(["a", "b"]);
        checker.Apply([Target(a), Target(b)]);
        _chance = 0.5;
        checker.Apply([Target(b, Health with { Interval = TimeSpan.FromSeconds(1) })]);
        a.Health.Standing.ShouldBe(HealthStanding.Up);
        b.Health.Standing.ShouldBe(HealthStanding.Down);
    }

    [Fact]
    public async Task A_result_that_comes_after_the_stop_is_not_taken_over()
    {
        var answer = new TaskCompletionSource<HealthResult>();
        await using var checker = new HealthChecker((_, _) => answer.Task, _time, () => 0);
        var destination = Some.Destination("http://a");
        checker.Apply([Target(destination)]);
        checker.Apply([]);
        answer.SetResult(new HealthResult(false, "late"));
        destination.Health.Standing.ShouldBe(HealthStanding.Up);
    }

    [Fact]
    public async Task Nothing_is_checked_after_the_end()
    {
        var checker = Checker();
        checker.Apply([Target(Some.Destination("http://a"))]);
        await checker.DisposeAsync();
        await checker.DisposeAsync();
        checker.Apply([Target(Some.Destination("http://b"))]);
        ChecksAfter(60).ShouldBe("");
        _time.WaitingTimers.ShouldBe(0);
    }

    [Theory]
    [InlineData(HostKind.Named, "named.test", null, "named.test")]
    [InlineData(HostKind.Keep, null, null, "public.test")]
    [InlineData(HostKind.Auto, null, null, "a:81")]
    [InlineData(HostKind.Upstream, null, null, "a:81")]
    [InlineData(HostKind.Auto, null, "told.test:82", "told.test:82")]
    [InlineData(HostKind.Keep, null, "told.test:82", "told.test:82")]
    [InlineData(HostKind.Named, "named.test", "told.test:82", "told.test:82")]
    public void A_check_names_the_host_that_it_is_told_or_that_the_app_is_used_to(HostKind kind, string? name, string? told, string host)
    {
        var route = Some.Route("http://a:81") with { Health = Health with { Host = told }, Host = new HostPolicy(kind, name), Hosts = ["*.wild.test", "public.test"] };
        HealthTarget.Of([route, Some.Route("http://b")], one => [Some.Destination(one.Destinations[0].Url.AbsoluteUri)])
            .Select(target => target.Host).ShouldBe([host]);
    }
}
