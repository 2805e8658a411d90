using System.Net;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tests.Serving;

public sealed class SettingsChangeTests
{
    private static readonly ServeSettings s_old = Read();

    [Fact]
    public void The_same_read_again_is_no_change()
    {
        SettingsChange.Between(s_old, Read()).ShouldBeEmpty();
        SettingsChange.AtNextStart(s_old, Read()).ShouldBeEmpty();
    }

    [Fact]
    public void Each_difference_is_named()
    {
        var next = Read() with
        {
            Listen = [new(false, new IPEndPoint(IPAddress.Loopback, 2))],
            Routes = [Route("/a") with { Origins = ["https://app.example"] }, Route("/c")],
            Tls = new TlsSettings { Certificates = [new("other.pem")] },
            Trust = new TrustSettings { Networks = [IPNetwork.Parse("10.0.0.0/8")] },
            Forwarded = ForwardedStyle.Both,
            Limits = new LimitSettings { HeadBytes = 1024 },
            Drain = TimeSpan.FromSeconds(1),
            Secret = "another",
        };
        SettingsChange.Between(s_old, next).ShouldBe(
        [
            "listens on http://127.0.0.1:2", "no longer listens on http://127.0.0.1:1", "route /c", "route /b gone", "route /a changed",
            "certificates changed", "trusted proxies changed", "forwarded headers changed", "limits changed", "drain changed", "secret changed",
        ]);
    }

    [Fact]
    public void What_waits_for_the_next_start_is_named()
    {
        var next = Read() with
        {
            Admin = null, LogFormat = LogFormat.Json, Limits = new LimitSettings { Handshake = TimeSpan.FromSeconds(1) },
            Listen = [new(true, new IPEndPoint(IPAddress.Loopback, 1))],
        };
        SettingsChange.AtNextStart(s_old, next).ShouldBe(
            ["admin off", "log json", "limits.handshake for TLS"]);
    }

    private static ServeSettings Read() => new()
    {
        Listen = [new(false, new IPEndPoint(IPAddress.Loopback, 1))],
        Routes = [Route("/a"), Route("/b")],
        Tls = new TlsSettings { Certificates = [new("app.pem")] },
        Trust = new TrustSettings { Edges = ["alb"], Networks = [IPNetwork.Parse("10.0.0.0/9")] },
    };

    private static RouteSettings Route(string path) => new()
    {
        Name = path, Path = path, Hosts = ["app.example"], Destinations = [new DestinationSettings(new Uri("http://127.0.0.1:1"))], Origins = ["null"],
    };
}
