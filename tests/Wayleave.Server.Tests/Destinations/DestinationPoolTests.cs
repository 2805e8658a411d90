using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Destinations.Health;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations;

public sealed class DestinationPoolTests
{
    private static readonly HealthSettings Health = new() { Path = "/health", Fall = 1, Rise = 1 };

    private readonly FakeTimeProvider _time = new();
    private readonly List<DestinationChange> _changes = [];
    private readonly DestinationPool _pool;

    public DestinationPoolTests() => _pool = new DestinationPool(_time, _changes.Add);

    private Cluster Load(RouteSettings route) => _pool.Load(Some.Settings(route))["/"];

    [Fact]
    public void Counts_health_and_drain_survive_a_reload()
    {
        var before = Load(Some.Route("http://a", "http://b")).Destinations.ToArray();
        before[0].Enter(LeaseKind.Socket);
        before[0].Enter(LeaseKind.Request);
        before[1].Health.Checked(false, "GET /health answers 500", Health);
        before[1].Health.Drain(true);

        var after = Load(Some.Route(("http://b/", 3), ("http://a", 1))).Destinations.ToArray();
        after.ShouldBe([before[1], before[0]]);
        (after[1].OpenSockets, after[1].RunningRequests, after[1].Load).ShouldBe((1, 1, 2));
        after[0].Health.Standing.ShouldBe(HealthStanding.Down);
        after[0].Health.IsDrained.ShouldBeTrue();
    }

    [Fact]
    public void One_that_is_dropped_lives_until_its_last_lease_ends()
    {
        var old = Load(Some.Route("http://a")).Destinations.Single();
        var first = old.Enter(LeaseKind.Socket);
        var second = old.Enter(LeaseKind.Request);
        var kept = Load(Some.Route("http://b")).Destinations.Single();
        _pool.All.ShouldBe([old, kept], ignoreOrder: true);
        old.IsRetired.ShouldBeTrue();

        first.Dispose();
        first.Dispose();
        _pool.All.Length.ShouldBe(2);
        second.Dispose();
        _pool.All.ShouldBe([kept]);
    }

    [Fact]
    public void One_that_comes_back_while_it_lives_is_the_same_one()
    {
        var old = Load(Some.Route("http://a")).Destinations.Single();
        var lease = old.Enter(LeaseKind.Socket);
        Load(Some.Route("http://b"));
        Load(Some.Route("http://a")).Destinations.Single().ShouldBe(old);
        lease.Dispose();
        _pool.All.ShouldBe([old]);
    }

    [Fact]
    public void One_without_leases_goes_at_once()
    {
        Load(Some.Route("http://a"));
        var kept = Load(Some.Route("http://b")).Destinations.Single();
        _pool.All.ShouldBe([kept]);
    }

    [Fact]
    public void Releasing_twice_counts_once()
    {
        var destination = Load(Some.Route("http://a")).Destinations.Single();
        var one = destination.Enter(LeaseKind.Socket);
        using var other = destination.Enter(LeaseKind.Socket);
        one.Dispose();
        one.Dispose();
        destination.OpenSockets.ShouldBe(1);
    }

    [Fact]
    public void Two_routes_with_one_URL_have_a_destination_each()
    {
        var loaded = _pool.Load(Some.Settings(Some.Route("http://a"), Some.Route("http://a") with { Name = "/b" }));
        loaded["/"].Destinations.Single().ShouldNotBe(loaded["/b"].Destinations.Single());
    }

    [Fact]
    public async Task Being_marked_down_ends_sockets_where_that_is_asked_for()
    {
        var destination = Load(Some.Route("http://a") with { EndSocketsWhenDown = true }).Destinations.Single();
        using var lease = destination.Enter(LeaseKind.Socket);
        var ended = new TaskCompletionSource();
        lease.Down.Register(ended.SetResult);

        destination.Health.Checked(false, "no", Health);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        // One that is opened as the last resort is not ended by what was known before.
        using var later = destination.Enter(LeaseKind.Socket);
        later.Down.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public void Neither_a_rest_nor_a_mark_on_a_route_that_does_not_ask_for_it_ends_sockets()
    {
        var quiet = Load(Some.Route("http://a", "http://b")).Destinations.First();
        using var lease = quiet.Enter(LeaseKind.Socket);
        quiet.Health.Checked(false, "no", Health);
        lease.Down.IsCancellationRequested.ShouldBeFalse();

        var cluster = Load(Some.Route("http://c", "http://d") with { EndSocketsWhenDown = true });
        using var other = cluster.Destinations.First().Enter(LeaseKind.Socket);
        for (var i = 0; i < 3; i++)
            cluster.Failed(other.Destination, "refused");
        other.Destination.Health.Standing.ShouldBe(HealthStanding.Resting);
        other.Down.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public void A_change_says_why_when_and_how_many_are_left()
    {
        var all = Load(Some.Route("http://a", "http://b")).Destinations.ToArray();
        _time.Advance(TimeSpan.FromSeconds(1));
        all[0].Health.Checked(false, "GET /health answers 500", Health);
        all[1].Health.Drain(true);
        all[0].Health.Checked(true, "GET /health answers 200", Health);
        _changes.ShouldBe([
            new DestinationChange(all[0], DestinationChangeKind.Down, "GET /health answers 500", _time.GetUtcNow(), 1),
            new DestinationChange(all[1], DestinationChangeKind.Drained, "the admin says so", _time.GetUtcNow(), 0),
            new DestinationChange(all[0], DestinationChangeKind.Up, "GET /health answers 200", _time.GetUtcNow(), 1)]);
    }

    [Theory]
    [InlineData("http://app.test", "app.test", 80, false)]
    [InlineData("https://app.test/base", "app.test", 443, true)]
    [InlineData("h2c://app.test", "app.test", 80, false)]
    [InlineData("http://[::1]:8080", "::1", 8080, false)]
    public void An_address_is_taken_apart(string url, string host, int port, bool tls)
    {
        var destination = Some.Destination(url);
        (destination.Host, destination.Port, destination.Tls).ShouldBe((host, port, tls));
        (destination.Literal is not null).ShouldBe(host == "::1");
    }
}
