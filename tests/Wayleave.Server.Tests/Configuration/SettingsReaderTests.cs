using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void The_shortest_file_gives_the_defaults()
    {
        ServeSettings settings = Reading.Good("");
        settings.Listen.ShouldBe([ListenSettings.Default]);
        settings.Admin.ShouldBe(AdminSettings.Default);
        settings.Limits.ShouldBe(new LimitSettings());
        settings.Trust.Networks.ShouldBeEmpty();
        RouteSettings route = settings.Routes.ShouldHaveSingleItem();
        route.Name.ShouldBe("/");
        route.Destinations.ShouldBe([new DestinationSettings(new Uri("http://127.0.0.1:8501"))]);
        route.KeepAlive.ShouldBe(new KeepAliveSettings());
        route.Sockets.ShouldBe(new SocketLimits());
        route.Passive.ShouldBe(new PassiveHealthSettings());
    }

    [Fact]
    public void Every_key_of_the_process_is_read()
    {
        ServeSettings settings = Reading.Good("""
            listen: [ "http://0.0.0.0:8080", "https://[::1]:8443" ]
            tls: { certificates: [ { certificate: /a.pem, key: /a.key }, { certificate: /b.pfx, password: ${PW} }, /c.pem ], min_version: 1.3, redirect: true, state: /var/lib/wayleave }
            edge: cloudflare
            trusted_proxies: [10.0.0.0/8, 192.0.2.1, "fd00::/8"]
            only_from_edge: true
            forwarded: both
            admin: off
            drain: 1m
            secret: ${SECRET}
            log: json
            limits: { handshake: 5s, head: 16KiB, connections: 20000, max_body: off }
            """, ("PW", "p,w}"), ("SECRET", "0123456789abcdef"));
        settings.Listen.Select(l => l.ToString()).ShouldBe(["http://0.0.0.0:8080", "https://[::1]:8443"]);
        settings.Tls.Certificates.ShouldBe([new("/a.pem", "/a.key"), new("/b.pfx", null, "p,w}"), new("/c.pem")]);
        settings.Tls.MinVersion.ShouldBe(TlsVersion.Tls13);
        settings.Tls.Redirect.ShouldBeTrue();
        settings.Tls.StateFolder.ShouldBe("/var/lib/wayleave");
        settings.Trust.Edges.ShouldBe(["cloudflare"]);
        settings.Trust.Networks.Select(n => n.ToString()).ShouldBe(["10.0.0.0/8", "192.0.2.1/32", "fd00::/8"]);
        settings.Trust.EdgeNetworks.Single().Network.ToString().ShouldBe("198.51.100.0/24");
        settings.Trust.OnlyFromEdge.ShouldBeTrue();
        settings.Forwarded.ShouldBe(ForwardedStyle.Both);
        settings.Admin.ShouldBeNull();
        settings.Drain.ShouldBe(TimeSpan.FromMinutes(1));
        settings.Secret.ShouldBe("0123456789abcdef");
        settings.LogFormat.ShouldBe(LogFormat.Json);
        settings.Limits.ShouldBe(new LimitSettings { Handshake = TimeSpan.FromSeconds(5), HeadBytes = 16384, Connections = 20000, BodyBytes = null });
    }

    [Fact]
    public void Every_key_of_a_route_is_read()
    {
        RouteSettings route = Reading.Whole("""
            routes:
              - path: /api/{version}/x
                name: api
                exact: true
                hosts: [App.Example, "*.example.com", bücher.example]
                priority: -10
                strip_prefix: /api
                add_prefix: /v1
                proxy: [ "http://127.0.0.1:1", { url: "h2c://app:2/base", weight: 3 } ]
                balance: hash
                hash_by: cookie:sid
                sticky: { cookie: to, max_age: 1d }
                health: { path: /healthz, host: "public.example:81", interval: 5s, timeout: 1s, fall: 3, rise: 2 }
                passive: { failures: 5, for: 20s }
                end_sockets_when_down: true
                slow_start: 30s
                host: app.example:8080
                verify_tls: false
                keepalive: { client: 10s, app: off, mode: pong }
                sockets: { frame: 1MiB, message: 16MiB, buffer: 128KiB, idle: 1h, lifetime: 1d, close: 5s }
                origins: [ "https://App.Example:443", null, missing ]
            """).Routes.ShouldHaveSingleItem();
        route.Path.ShouldBe("/api/{version}/x");
        route.Name.ShouldBe("api");
        route.Exact.ShouldBeTrue();
        route.Hosts.ShouldBe(["app.example", "*.example.com", "xn--bcher-kva.example"]);
        route.Priority.ShouldBe(-10);
        route.StripPrefix.ShouldBe("/api");
        route.AddPrefix.ShouldBe("/v1");
        route.Destinations.ShouldBe([new(new Uri("http://127.0.0.1:1")), new(new Uri("h2c://app:2/base"), 3)]);
        route.Balance.ShouldBe(BalancePolicy.Hash);
        route.HashBy.ShouldBe("cookie:sid");
        route.Sticky.ShouldBe(new StickySettings("to", TimeSpan.FromDays(1)));
        route.Health.ShouldBe(new HealthSettings { Path = "/healthz", Host = "public.example:81", Interval = TimeSpan.FromSeconds(5), Timeout = TimeSpan.FromSeconds(1), Fall = 3, Rise = 2 });
        route.Passive.ShouldBe(new PassiveHealthSettings { Failures = 5, For = TimeSpan.FromSeconds(20) });
        route.EndSocketsWhenDown.ShouldBeTrue();
        route.SlowStart.ShouldBe(TimeSpan.FromSeconds(30));
        route.Host.ShouldBe(new HostPolicy(HostKind.Named, "app.example:8080"));
        route.VerifyTls.ShouldBeFalse();
        route.KeepAlive.ShouldBe(new KeepAliveSettings { Client = TimeSpan.FromSeconds(10), App = null, Mode = KeepAliveMode.Pong });
        route.Sockets.ShouldBe(new SocketLimits
        {
            FrameBytes = 1 << 20, MessageBytes = 16 << 20, BufferBytes = 128 << 10, Idle = TimeSpan.FromHours(1), Lifetime = TimeSpan.FromDays(1), Close = TimeSpan.FromSeconds(5),
        });
        route.Origins.ShouldBe(["https://app.example", "null", "missing"]);
    }

    [Theory]
    [InlineData("sticky: true", null)]
    [InlineData("sticky: { cookie: to }", "to")]
    public void Sticky_in_short(string line, string? cookie) => OneRoute(line).Sticky.ShouldBe(new StickySettings(cookie));

    [Fact]
    public void Sticky_is_switched_off() => OneRoute("sticky: false").Sticky.ShouldBeNull();

    [Theory]
    [InlineData("/", "wayleave_to")]
    [InlineData("/api", "wayleave_to_api")]
    [InlineData("app.example/api/{version}", "wayleave_to_app.example_api__version")]
    [InlineData("ünï; x=y", "wayleave_to_n___x_y")]
    public void A_sticky_cookie_is_called_after_its_route_and_by_a_name_that_cookies_may_have(string route, string cookie) =>
        new StickySettings().CookieOn(route).ShouldBe(cookie);

    [Fact]
    public void A_sticky_cookie_of_a_long_route_is_short() =>
        new StickySettings().CookieOn(new string('x', 1000)).ShouldBe("wayleave_to_" + new string('x', 60));

    [Theory]
    [InlineData("a.example", "b.example")]
    [InlineData("*.a.example", "a.example")]
    [InlineData("*.a.example", "*.b.example")]
    public void Routes_on_different_hosts_may_have_one_cookie(string one, string other) =>
        Reading.Whole($"routes: [{{ path: /a, hosts: '{one}', proxy: 'http://a:1', sticky: {{ cookie: to }} }}, {{ path: /b, hosts: '{other}', proxy: 'http://a:1', sticky: {{ cookie: to }} }}]")
            .Routes.Length.ShouldBe(2);

    [Theory]
    [InlineData("admin: 9181", "127.0.0.1:9181", "")]
    [InlineData("admin: { hosts: GW.example. }", "127.0.0.1:9180", "gw.example")]
    [InlineData("admin: { listen: 0.0.0.0:9181, hosts: [gw.example, 10.0.0.5] }", "0.0.0.0:9181", "gw.example 10.0.0.5")]
    public void The_admin_address_in_short_and_whole(string line, string address, string hosts)
    {
        var admin = Reading.Good(line).Admin.ShouldNotBeNull();
        admin.EndPoint.ToString().ShouldBe(address);
        string.Join(' ', admin.Hosts).ShouldBe(hosts);
    }

    [Fact]
    public void Health_passive_and_keepalive_in_short()
    {
        OneRoute("health: /healthz").Health.ShouldBe(new HealthSettings { Path = "/healthz" });
        OneRoute("health: off").Health.ShouldBeNull();
        OneRoute("passive: off").Passive.Failures.ShouldBe(0);
        OneRoute("keepalive: off").KeepAlive.ShouldBe(new KeepAliveSettings { Client = null, App = null });
    }

    [Fact]
    public void Carry_in_short_and_whole()
    {
        OneRoute("exact: true").Carry.ShouldBe(new CarrySettings { Mode = CarryMode.Off });
        OneRoute("carry: off").Carry.ShouldBe(new CarrySettings());
        OneRoute("carry: auto").Carry.ShouldBe(new CarrySettings { Mode = CarryMode.Auto });
        OneRoute("carry: script").Carry.ShouldBe(new CarrySettings { Mode = CarryMode.Script });
        OneRoute("carry: { badge: true }").Carry.ShouldBe(new CarrySettings { Mode = CarryMode.Auto, Badge = true });
        OneRoute("carry: { mode: script, grace: 0s, buffer: 64KiB, heartbeat: 10s }").Carry.ShouldBe(
            new CarrySettings { Mode = CarryMode.Script, Grace = TimeSpan.Zero, BufferBytes = 64 << 10, Heartbeat = TimeSpan.FromSeconds(10) });
    }

    [Fact]
    public void A_route_of_channels_may_say_that_it_does_not_carry() =>
        Reading.Whole("routes: [{ path: /, events: news, carry: off }]").Routes.Single().Carry.IsOn.ShouldBeFalse();

    [Fact]
    public void What_the_top_says_for_routes_holds_in_each_unless_it_says_otherwise_key_by_key()
    {
        ServeSettings settings = Reading.Whole("""
            routes:
              - { path: /a, proxy: "http://a:1" }
              - { path: /b, proxy: "http://b:1", host: upstream, keepalive: { app: 5s }, sockets: { close: 3s }, origins: [] }
            host: keep
            keepalive: { client: off, mode: pong }
            sockets: { idle: 2h }
            origins: https://app.example
            """);
        settings.Routes[0].Host.Kind.ShouldBe(HostKind.Keep);
        settings.Routes[0].KeepAlive.ShouldBe(new KeepAliveSettings { Client = null, Mode = KeepAliveMode.Pong });
        settings.Routes[0].Sockets.ShouldBe(new SocketLimits { Idle = TimeSpan.FromHours(2) });
        settings.Routes[0].Origins.ShouldBe(["https://app.example"]);
        settings.Routes[1].Host.Kind.ShouldBe(HostKind.Upstream);
        settings.Routes[1].KeepAlive.ShouldBe(new KeepAliveSettings { Client = null, App = TimeSpan.FromSeconds(5), Mode = KeepAliveMode.Pong });
        settings.Routes[1].Sockets.ShouldBe(new SocketLimits { Idle = TimeSpan.FromHours(2), Close = TimeSpan.FromSeconds(3) });
        settings.Routes[1].Origins.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("limits: { head: 16KiB }", false)]
    [InlineData("limits: { sockets_per_address: 5 }", true)]
    [InlineData("limits: { upgrades_per_address: 100 }", true)]
    [InlineData("limits: { carry_requests_per_address: 100 }", true)]
    [InlineData("limits: { bind_loopback: false, upgrades_per_address: 100 }", false)]
    public void The_limits_per_address_bind_loopback_where_they_are_written(string line, bool binds) =>
        Reading.Good(line).Limits.BindLoopback.ShouldBe(binds);

    [Theory]
    [InlineData("8080", "http://0.0.0.0:8080")]
    [InlineData("\":8080\"", "http://0.0.0.0:8080")]
    [InlineData("http://:8080", "http://0.0.0.0:8080")]
    [InlineData("http://localhost:0", "http://127.0.0.1:0")]
    [InlineData("http://[::]:80", "http://[::]:80")]
    [InlineData("https://:8443/", "https://0.0.0.0:8443")]
    [InlineData("https://127.0.0.1", "https://127.0.0.1:443")]
    [InlineData("127.0.0.1:81", "http://127.0.0.1:81")]
    public void Forms_of_an_address_to_listen_on(string written, string read) => Reading.Good($"listen: {written}").Listen.Single().ToString().ShouldBe(read);

    [Fact]
    public void The_platforms_port_is_the_default_and_what_is_written_wins()
    {
        Reading.Good("", ("PORT", "10000")).Listen.Single().EndPoint.Port.ShouldBe(10000);
        Reading.Good("listen: 81", ("PORT", "10000")).Listen.Single().EndPoint.Port.ShouldBe(81);
        Reading.Errors("", ("PORT", "http")).ShouldBe(["$PORT: the port 'http' is not a number"]);
    }

    [Fact]
    public void Routes_without_a_name_get_one_and_the_same_path_for_other_hosts_is_another_route()
    {
        Reading.Whole("""
            routes:
              - { path: /, hosts: a.example, proxy: "http://a:1" }
              - { path: /, hosts: b.example, proxy: "http://b:1" }
              - { path: /x, proxy: "http://b:1" }
            """).Routes.Select(r => r.Name).ShouldBe(["a.example/", "b.example/", "/x"]);
    }

    [Fact]
    public void Files_count_from_the_folder_of_the_settings()
    {
        SettingsReading reading = SettingsReader.Read(Reading.Route + "tls: { certificates: [certs/a.pem], state: state }", "/etc/wayleave/w.yaml", Reading.World());
        reading.Settings!.Tls.Certificates.Single().File.ShouldBe("/etc/wayleave/certs/a.pem");
        reading.Settings.Tls.StateFolder.ShouldBe("/etc/wayleave/state");
    }

    [Fact]
    public void Anchors_save_writing_the_same_twice()
    {
        ServeSettings settings = Reading.Whole("""
            routes:
              - { path: /a, proxy: &app "http://a:1" }
              - { path: /b, proxy: *app }
            """);
        settings.Routes[1].Destinations.ShouldBe(settings.Routes[0].Destinations);
    }

    [Fact]
    public void A_file_of_ranges_counts_instead_of_the_published_ones() =>
        Reading.Good("edge: cloudflare\nedge_ranges: ranges.json").Trust.EdgeNetworks.Single().Network.ToString().ShouldBe("203.0.113.0/24");

    private static RouteSettings OneRoute(string line) => Reading.Whole($"routes:\n  - path: /\n    proxy: http://a:1\n    {line}\n").Routes.Single();
}
