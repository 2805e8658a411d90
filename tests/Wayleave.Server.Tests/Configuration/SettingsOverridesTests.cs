using Wayleave.Server.Configuration;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

public sealed class SettingsOverridesTests
{
    [Fact]
    public void The_command_line_alone_is_enough()
    {
        SettingsReading reading = Reading.Of("", new SettingsOverrides { To = ["http://a:1", "http://b:2"], Listen = [":81"], Admin = "off", Edge = ["cloudflare"], Host = "keep", Drain = "5s", Log = "text" });
        ServeSettings settings = reading.Settings.ShouldNotBeNull();
        settings.Routes.Single().Path.ShouldBe("/");
        settings.Routes.Single().Destinations.Select(d => d.Url.Port).ShouldBe([1, 2]);
        settings.Routes.Single().Host.Kind.ShouldBe(HostKind.Keep);
        settings.Listen.Single().EndPoint.Port.ShouldBe(81);
        settings.Admin.ShouldBeNull();
        settings.Trust.Edges.ShouldBe(["cloudflare"]);
        settings.Drain.ShouldBe(TimeSpan.FromSeconds(5));
        settings.LogFormat.ShouldBe(LogFormat.Text);
    }

    [Fact]
    public void The_command_line_wins_over_the_file_and_leaves_the_rest()
    {
        ServeSettings settings = Reading.Of(
            "listen: ${NO}\nlog: json\ndrain: 1s\nroutes: [{ path: /a, proxy: 'http://a:1', host: upstream }]",
            new SettingsOverrides { Listen = ["8081"], Drain = "2s", Host = "keep" }).Settings.ShouldNotBeNull();
        settings.Listen.Single().EndPoint.Port.ShouldBe(8081);
        settings.Drain.ShouldBe(TimeSpan.FromSeconds(2));
        settings.LogFormat.ShouldBe(LogFormat.Json);
        settings.Routes.Single().Path.ShouldBe("/a");
        settings.Routes.Single().Host.Kind.ShouldBe(HostKind.Keep);
    }

    [Fact]
    public void Carrying_is_switched_on_wherever_there_is_an_app_and_how_stays_as_the_file_says()
    {
        Reading.Of("", new SettingsOverrides { To = ["http://a:1"], Carry = "auto" }).Settings.ShouldNotBeNull().Routes.Single().Carry.ShouldBe(new CarrySettings { Mode = CarryMode.Auto });
        var routes = Reading.Of(
            "routes: [{ path: /a, proxy: 'http://a:1', carry: { mode: off, badge: true } }, { path: /b, proxy: 'http://a:1', carry: auto }, { path: /c, proxy: 'http://a:1' }, { path: /d, events: news }]",
            new SettingsOverrides { Carry = "script" }).Settings.ShouldNotBeNull().Routes;
        routes.Select(route => route.Carry.Mode).ShouldBe([CarryMode.Script, CarryMode.Script, CarryMode.Script, CarryMode.Off]);
        routes[0].Carry.Badge.ShouldBeTrue();
        Reading.Of("routes: { path: /a, proxy: 'http://a:1' }", new SettingsOverrides { Carry = "auto" }).Settings.ShouldNotBeNull().Routes.Single().Carry.Mode.ShouldBe(CarryMode.Auto);
    }

    [Theory]
    [InlineData("9181", "127.0.0.1:9181")]
    [InlineData("off", null)]
    public void An_admin_address_leaves_the_names_in_the_file(string given, string? address)
    {
        var admin = Reading.Of(Reading.Route + "admin: { listen: 1, hosts: gw.example }", new SettingsOverrides { Admin = given }).Settings.ShouldNotBeNull().Admin;
        (admin?.EndPoint.ToString()).ShouldBe(address);
        (admin?.Hosts.Single()).ShouldBe(address is null ? null : "gw.example");
    }

    [Fact]
    public void An_error_names_the_option_and_a_dollar_is_a_dollar() =>
        Reading.Of("", new SettingsOverrides { To = ["a:1"], Drain = "${X}" }).Errors.Select(e => e.ToString()).ShouldBe(
        [
            "--drain: '${X}' is not a duration; a duration is written 500ms, 5s, 2m, 1h or 7d",
            "--to: 'a:1' has no scheme; write http://a:1",
        ], ignoreOrder: true);
}
