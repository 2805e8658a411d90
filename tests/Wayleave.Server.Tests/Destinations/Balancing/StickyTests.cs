using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Destinations.Balancing;
using Wayleave.Server.Destinations.Health;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Balancing;

public sealed class StickyTests
{
    private static readonly HealthSettings Health = new() { Path = "/", Fall = 1, Rise = 1 };

    private readonly DestinationPool _pool = new(new FakeTimeProvider());

    private static RouteSettings Route { get; } = Some.Route("http://a", "http://b", "http://c") with { Sticky = new StickySettings() };

    private Cluster Load(RouteSettings route, string? secret = "s3cret") => _pool.Load(Some.Settings(route) with { Secret = secret })[route.Name];

    private static string ValueOf(string? setCookie)
    {
        setCookie.ShouldNotBeNull().ShouldStartWith("wayleave_to");
        return setCookie.Split('=', ';')[1];
    }

    private static Choice Pick(Cluster cluster, string? value) => cluster.Pick(new PickRequest { StickyValue = value }, default);

    [Theory]
    [InlineData(false, null, "; Path=/; HttpOnly; SameSite=Lax")]
    [InlineData(true, null, "; Path=/; HttpOnly; SameSite=Lax; Secure")]
    [InlineData(true, 3600, "; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure")]
    public void A_cookie_is_set_where_none_came(bool secure, int? maxAge, string attributes)
    {
        var cluster = Load(Route with { Sticky = new StickySettings("to", maxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null) });
        cluster.StickyCookie.ShouldBe("to");
        var set = cluster.Pick(new PickRequest { Secure = secure }, default).SetCookie.ShouldNotBeNull();
        set.ShouldStartWith("to=");
        set[(set.IndexOf(';', StringComparison.Ordinal))..].ShouldBe(attributes);
        set["to=".Length..set.IndexOf(';', StringComparison.Ordinal)].Length.ShouldBe(43);
    }

    [Fact]
    public void A_cookie_is_called_after_its_route() => Load(Route with { Name = "/other" }).StickyCookie.ShouldBe("wayleave_to_other");

    [Fact]
    public void The_cookie_leads_to_the_same_destination_also_after_a_reload_and_is_not_set_again()
    {
        var cluster = Load(Route);
        var first = Pick(cluster, null);
        var value = ValueOf(first.SetCookie);
        for (var i = 0; i < 5; i++)
        {
            cluster = Load(Route);
            Pick(cluster, value).ShouldBe(new Choice(first.Destination, false, null));
        }

        // Another process with the same secret agrees.
        new DestinationPool(new FakeTimeProvider()).Load(Some.Settings(Route) with { Secret = "s3cret" })["/"]
            .Pick(new PickRequest { StickyValue = value }, default).Destination!.Key.ShouldBe(first.Destination!.Key);
    }

    [Fact]
    public void A_forged_or_foreign_cookie_is_ignored()
    {
        var cluster = Load(Route);
        var good = ValueOf(Pick(cluster, null).SetCookie);
        var otherKey = ValueOf(Pick(Load(Route, "other"), null).SetCookie);
        var otherRoute = ValueOf(Pick(Load(Route with { Name = "/other" }), null).SetCookie);
        var ofThisProcess = ValueOf(Pick(Load(Route, null), null).SetCookie);
        cluster = Load(Route);
        foreach (var bad in (string[])["", "a", good[..^1], good + "A", (good[0] == 'A' ? 'B' : 'A') + good[1..], otherKey, otherRoute, ofThisProcess])
            Pick(cluster, bad).SetCookie.ShouldNotBeNull();
        Pick(cluster, good).SetCookie.ShouldBeNull();
    }

    [Fact]
    public void Without_a_secret_cookies_hold_over_reloads_of_the_process()
    {
        var value = ValueOf(Pick(Load(Route, null), null).SetCookie);
        Pick(Load(Route, null), value).SetCookie.ShouldBeNull();
        var another = new DestinationPool(new FakeTimeProvider()).Load(Some.Settings(Route))["/"];
        Pick(another, value).SetCookie.ShouldNotBeNull();
    }

    [Fact]
    public void A_destination_that_is_down_drained_or_in_vain_lets_go_and_a_new_cookie_is_given()
    {
        var cluster = Load(Route);
        var first = Pick(cluster, null);
        var value = ValueOf(first.SetCookie);

        var tried = default(Tried);
        tried.Add(first.Destination!);
        Moved(cluster.Pick(new PickRequest { StickyValue = value }, tried));

        first.Destination!.Health.Drain(true);
        Moved(Pick(cluster, value));
        first.Destination.Health.Drain(false);
        Pick(cluster, value).Destination.ShouldBe(first.Destination);

        first.Destination.Health.Checked(false, "no", Health);
        Moved(Pick(cluster, value));

        void Moved(Choice choice)
        {
            choice.Destination.ShouldNotBe(first.Destination);
            Pick(cluster, ValueOf(choice.SetCookie)).ShouldBe(new Choice(choice.Destination, false, null));
        }
    }

    [Fact]
    public void A_cookie_holds_where_all_are_down()
    {
        var cluster = Load(Route);
        var first = Pick(cluster, null);
        foreach (var destination in cluster.Destinations)
            destination.Health.Checked(false, "no", Health);
        Pick(cluster, ValueOf(first.SetCookie)).ShouldBe(new Choice(first.Destination, true, null));
    }
}
