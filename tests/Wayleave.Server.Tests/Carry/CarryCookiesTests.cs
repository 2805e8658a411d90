using System.Net;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Http;
using Wayleave.Server.Carry;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Carry;

/// <summary>Who is given which value of the cookie, and which values a session takes for its page's.</summary>
public sealed class CarryCookiesTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly SessionSecret s_secret = SessionSecret.Of(new byte[16]);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("http", "; Path=/; HttpOnly; SameSite=Lax")]
    [InlineData("https", "; Path=/; HttpOnly; SameSite=Lax; Secure")]
    public void Where_the_page_came_over_TLS_it_goes_over_nothing_else(string scheme, string attributes)
    {
        var cookies = new CarryCookies(null, _time);
        var line = cookies.SetFor(From(scheme: scheme)).ShouldHaveSingleItem().Value;
        line[line.IndexOf(';', StringComparison.Ordinal)..].ShouldBe(attributes);
    }

    [Fact]
    public void A_browser_that_has_it_is_given_no_other_one() => new CarryCookies(null, _time).SetFor(From(cookie: "wayleave-carry=own")).ShouldBeEmpty();

    [Fact]
    public void Browsers_of_another_kind_and_of_another_minute_get_another_value()
    {
        var cookies = new CarryCookies(null, _time);
        var value = ValueOf(cookies);
        ValueOf(cookies).ShouldBe(value);
        ValueOf(cookies, browser: "another").ShouldNotBe(value);
        _time.Advance(s_minute);
        ValueOf(cookies).ShouldNotBe(value);
    }

    [Fact]
    public void Gateways_with_the_same_secret_give_the_same_values_and_nobody_without_it_can_tell_them()
    {
        var value = ValueOf(new CarryCookies("one", _time));
        ValueOf(new CarryCookies("one", _time)).ShouldBe(value);
        ValueOf(new CarryCookies("two", _time)).ShouldNotBe(value);
        var alone = ValueOf(new CarryCookies(null, _time));
        alone.ShouldNotBe(value);
        ValueOf(new CarryCookies(null, _time)).ShouldNotBe(alone);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_session_takes_the_values_of_the_minutes_around_its_opening(int minutes, bool admits)
    {
        var bond = new CarryCookies("secret", _time).Bond(From());
        // Another gateway, whose clock is not quite the same, may have given it.
        var given = ValueOf(new CarryCookies("secret", new FakeTimeProvider(_time.GetUtcNow() + (minutes * s_minute))));
        bond.Admits(s_secret, new PageSigns(From(cookie: given).Request.Headers)).ShouldBe(admits);
    }

    [Fact]
    public void A_session_whose_browser_had_the_cookie_takes_that_one_and_also_where_an_answer_on_its_way_changes_it()
    {
        var cookies = new CarryCookies(null, _time);
        var bond = cookies.Bond(From(cookie: "wayleave-carry=own"));
        bond.Admits(s_secret, new PageSigns(From(cookie: ValueOf(cookies)).Request.Headers)).ShouldBeTrue();
        bond.Admits(s_secret, new PageSigns(From(cookie: "wayleave-carry=own").Request.Headers)).ShouldBeTrue();
    }

    [Fact]
    public void Of_two_the_first_one_counts_which_browsers_send_for_the_longer_path_and_it_may_stand_on_any_line()
    {
        HeaderLines headers = [new("Cookie", "a=1; b=2"), new("Cookie", "c=3;wayleave-carry=one"), new("Cookie", "wayleave-carry=two")];
        CarryCookies.ValueIn(headers).ShouldBe("one");
        CarryCookies.OthersIn(headers).ShouldBe(["a=1", "b=2", "c=3"]);
    }

    private static Received From(string browser = "a browser", string? cookie = null, string scheme = "http")
    {
        HeaderLines headers = [new("User-Agent", browser), .. cookie is null ? HeaderLines.Empty : [new HeaderLine("Cookie", cookie)]];
        return new Received(new GuardedRequest("POST", "/room", null, headers, false), new ClientIdentity(IPAddress.Loopback, scheme, null, 0, false, null), null!, null!);
    }

    private static string ValueOf(CarryCookies cookies, string browser = "a browser") =>
        cookies.SetFor(From(browser)).ShouldHaveSingleItem().Value.Split(';')[0];
}
