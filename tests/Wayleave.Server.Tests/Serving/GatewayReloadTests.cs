using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Tests.Serving;

public sealed class GatewayReloadTests
{
    [Fact]
    public async Task Other_routes_are_served_from_the_next_request_on()
    {
        await using var running = await RunningGateway.StartAsync();
        var result = await running.Gateway.ReloadAsync(running.Settings with { Routes = [running.Route("/only")] });
        result.ToString().ShouldBe("reloaded: route /only, route / gone");
        (await running.GetAsync(0, "/healthz")).ShouldBe(HttpStatusCode.NotFound);
        await running.Log.HoldingAsync(result.ToString());
    }

    [Fact]
    public async Task A_new_address_listens_and_a_removed_one_does_not_but_its_sockets_live_on()
    {
        await using var running = await RunningGateway.StartAsync();
        using var plain = await running.OpenAsync(0);
        using var tls = await running.OpenAsync(1);
        var removed = new IPEndPoint(IPAddress.Loopback, new Uri(running.Gateway.Urls[0]).Port);
        var added = new ListenSettings(false, new IPEndPoint(IPAddress.IPv6Loopback, 0));

        (await running.Gateway.ReloadAsync(running.Settings with { Listen = [added, running.Settings.Listen[1]] })).IsApplied.ShouldBeTrue();
        (await running.GetAsync(0, "/healthz")).ShouldBe(HttpStatusCode.OK);
        (await running.GetAsync(1, "/healthz")).ShouldBe(HttpStatusCode.OK);
        using var refused = new Socket(SocketType.Stream, ProtocolType.Tcp);
        (await Should.ThrowAsync<SocketException>(() => refused.ConnectAsync(removed))).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        await RunningGateway.EchoAsync(plain);
        await RunningGateway.EchoAsync(tls);
    }

    [Fact]
    public async Task TLS_may_come_with_a_reload_to_an_address_that_listens_already()
    {
        await using var running = await RunningGateway.StartAsync(settings => settings with { Listen = [settings.Listen[0]] });
        using var plain = await running.OpenAsync();
        var url = new UriBuilder(running.Gateway.Urls[0]) { Scheme = "https" }.Uri;

        (await running.Gateway.ReloadAsync(running.Settings with { Listen = [running.Settings.Listen[0] with { Tls = true }] })).IsApplied.ShouldBeTrue();
        new Uri(running.Gateway.Urls[0]).ShouldBe(url);
        (await running.GetAsync(0, "/healthz")).ShouldBe(HttpStatusCode.OK);
        await RunningGateway.EchoAsync(plain);
    }

    [Fact]
    public async Task An_address_in_use_rejects_the_whole_of_it()
    {
        await using var running = await RunningGateway.StartAsync();
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var urls = running.Gateway.Urls;

        var result = await running.Gateway.ReloadAsync(running.Settings with
        {
            Listen = [.. running.Settings.Listen, RunningGateway.Listen(tls: false), new(false, (IPEndPoint)taken.LocalEndPoint!)], Routes = [running.Route("/only")],
        });
        result.IsApplied.ShouldBeFalse();
        result.Problems.ShouldHaveSingleItem().ShouldContain($"cannot listen on http://{taken.LocalEndPoint}");
        running.Gateway.Urls.ShouldBe(urls);
        running.Gateway.Settings.ShouldBe(running.Settings);
        (await running.GetAsync(0, "/healthz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_rejects_the_whole_of_it()
    {
        await using var running = await RunningGateway.StartAsync();
        var result = await running.Gateway.ReloadAsync(running.Settings with
        {
            Tls = running.Settings.Tls with { Certificates = [new CertificateSettings("/none/app.pem")] }, Routes = [running.Route("/only")],
        });
        result.Problems.ShouldHaveSingleItem().ShouldContain("/none/app.pem");
        await running.Log.HoldingAsync("what ran before goes on");
        (await running.GetAsync(0, "/healthz")).ShouldBe(HttpStatusCode.OK);
        (await running.GetAsync(1, "/healthz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_limit_on_heads_changes_for_requests_of_Kestrel_too()
    {
        await using var running = await RunningGateway.StartAsync();
        var header = new string('x', 20_000);
        (await running.GetAsync(0, "/healthz", request => request.Headers.Add("Long", header))).ShouldBe(HttpStatusCode.OK);
        await running.Gateway.ReloadAsync(running.Settings with { Limits = new LimitSettings { HeadBytes = 8192 } });
        (await running.GetAsync(0, "/healthz", request => request.Headers.Add("Long", header))).ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Theory]
    [InlineData(0, "1.1")]
    [InlineData(1, "1.1")]
    [InlineData(1, "2.0")]
    public async Task An_open_socket_does_not_hold_the_world_that_it_opened_in(int index, string version)
    {
        await using var running = await RunningGateway.StartAsync();
        using var socket = await running.OpenAsync(index, version);
        var old = WorldOf(running.Gateway);
        (await running.Gateway.ReloadAsync(running.Settings with { Routes = [running.Route("/other")] })).IsApplied.ShouldBeTrue();

        // What has just run may lie on a stack for a moment still.
        for (var i = 0; i < 100 && old.TryGetTarget(out _); i++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        old.TryGetTarget(out _).ShouldBeFalse();
        await RunningGateway.EchoAsync(socket);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<World> WorldOf(Gateway gateway) => new(gateway.World);
}
