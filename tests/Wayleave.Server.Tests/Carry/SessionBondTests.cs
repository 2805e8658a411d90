using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

public sealed class SessionBondTests
{
    private static readonly SessionSecret s_secret = SessionSecret.Of(new byte[16]);

    private static PageSigns Signs(params string[] cookies) =>
        new([new("Origin", "https://page.example"), .. cookies.Select(cookie => new HeaderLine("Cookie", cookie))]);

    [Fact]
    public void At_first_any_value_around_the_opening_will_do_and_later_the_one_that_came_last()
    {
        var time = new FakeTimeProvider();
        var bond = new SessionBond(Signs(), ["one", "two"], time);
        bond.Admits(s_secret, Signs("wayleave-carry=one")).ShouldBeTrue();
        // Another tab's answer has come in between.
        bond.Admits(s_secret, Signs("wayleave-carry=two")).ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        bond.Admits(s_secret, Signs("wayleave-carry=one")).ShouldBeTrue();
        bond.Admits(s_secret, Signs("wayleave-carry=two")).ShouldBeTrue();
        time.Advance(TimeSpan.FromMilliseconds(1));
        bond.Admits(s_secret, Signs("wayleave-carry=one")).ShouldBeFalse();
        bond.Admits(s_secret, Signs("wayleave-carry=two")).ShouldBeTrue();
        bond.Admits(s_secret, Signs()).ShouldBeFalse();
    }

    [Fact]
    public void A_page_that_is_silent_for_long_binds_by_its_first_word()
    {
        var time = new FakeTimeProvider();
        var bond = new SessionBond(Signs(), ["one", "two"], time);
        time.Advance(TimeSpan.FromHours(1));
        bond.Admits(s_secret, Signs("wayleave-carry=three")).ShouldBeFalse();
        bond.Admits(s_secret, Signs("wayleave-carry=one")).ShouldBeTrue();
        bond.Admits(s_secret, Signs("wayleave-carry=two")).ShouldBeFalse();
    }

    [Fact]
    public void The_first_secret_of_the_page_itself_is_the_sessions_and_whoever_is_refused_cannot_set_it()
    {
        var another = SessionSecret.Of(Enumerable.Repeat((byte)1, 16).ToArray());
        var bond = new SessionBond(Signs(), ["one"], new FakeTimeProvider());
        bond.Admits(another, Signs("wayleave-carry=guessed")).ShouldBeFalse();
        bond.Admits(s_secret, Signs("wayleave-carry=one")).ShouldBeTrue();
        bond.AdmitsOpener(another).ShouldBeFalse();
        bond.AdmitsOpener(s_secret).ShouldBeTrue();
        bond.Admits(another, Signs("wayleave-carry=one")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a=1; b=2", "b=2; c=3", true)]
    [InlineData("a=1; b=2", "a=2; b=1", false)]
    [InlineData("a=1", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "a=1", true)]
    public void Where_the_cookie_does_not_come_one_of_the_openings_must(string opening, string later, bool admits)
    {
        var bond = new SessionBond(Signs(opening), ["one"], new FakeTimeProvider());
        bond.Admits(s_secret, Signs(later)).ShouldBe(admits);
    }

    [Fact]
    public void Cookies_of_the_app_are_not_kept()
    {
        var (bond, cookie) = Opened();
        GC.Collect();
        cookie.IsAlive.ShouldBeFalse();
        bond.Admits(s_secret, Signs("secret=1")).ShouldBeTrue();
    }

    // Apart, so that nothing on the stack keeps it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (SessionBond Bond, WeakReference Cookie) Opened()
    {
        var cookie = string.Concat("secret=", 1.ToString(CultureInfo.InvariantCulture));
        return (new SessionBond(Signs(cookie), ["one"], new FakeTimeProvider()), new WeakReference(cookie));
    }

    [Fact]
    public void Of_more_cookies_than_a_browser_has_not_all_are_kept()
    {
        string[] cookies = [.. Enumerable.Range(0, 10_000).Select(each => $"c{each}=v")];
        var bond = new SessionBond(Signs(string.Join("; ", cookies)), ["one"], new FakeTimeProvider());
        bond.Admits(s_secret, Signs(cookies[199])).ShouldBeTrue();
        bond.Admits(s_secret, Signs(cookies[200])).ShouldBeFalse();
    }

    [Fact]
    public async Task Openings_that_come_from_several_addresses_agree_on_a_value()
    {
        // A proxy that is trusted says whose address it is; here each request has another.
        await using var rig = await GatewayRig.StartAsync(new FakeTimeProvider(), settings => settings with
        {
            Trust = settings.Trust with { Networks = [IPNetwork.Parse("127.0.0.0/8")] },
            Routes = [settings.Routes[0] with { Carry = new CarrySettings { Mode = CarryMode.Auto } }],
        });
        var values = new List<string?>();
        foreach (var address in new[] { "192.0.2.1", "198.51.100.2" })
        {
            using var page = new TestPage(rig.Gateway.Urls[0]);
            page.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            await page.OpenAsync();
            values.Add(page.Cookies.GetCookies(new Uri(rig.Gateway.Urls[0]))["wayleave-carry"]?.Value);
        }

        values[0].ShouldNotBeNull();
        values[1].ShouldBe(values[0]);
    }
}
