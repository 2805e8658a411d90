using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Admin;

public sealed class AdminServerTests
{
    [Fact]
    public async Task An_unknown_path_lists_what_there_is()
    {
        await using var rig = await GatewayRig.StartAsync();
        var (status, body) = await rig.AskAsync(HttpMethod.Get, "/nothing");
        status.ShouldBe(404);
        body.GetProperty("details").EnumerateArray().Select(line => line.GetString()).ShouldContain("DELETE /connections/{id}");
    }

    [Fact]
    public async Task A_method_that_is_not_for_a_path_is_told_which_are()
    {
        await using var rig = await GatewayRig.StartAsync();
        var answer = await rig.Admin.PutAsync("/connections/5", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "DELETE"], ignoreOrder: true);
    }

    [Fact]
    public async Task HEAD_is_answered_like_GET_without_a_body()
    {
        await using var rig = await GatewayRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/healthz");
        var answer = await rig.Admin.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reload_tells_what_became_of_it()
    {
        var result = new ReloadResult { IsApplied = false, Problems = ["line 3: 'prot' is not known"] };
        await using var rig = await GatewayRig.StartAsync(options: options => options with { Reload = () => Task.FromResult(result) });
        var (status, body) = await rig.AskAsync(HttpMethod.Post, "/reload");
        status.ShouldBe(400);
        body.GetProperty("details")[0].GetString().ShouldBe("line 3: 'prot' is not known");
        result = new ReloadResult { IsApplied = true, Changes = ["route /api is new"], AtNextStart = ["admin"] };
        (status, body) = await rig.AskAsync(HttpMethod.Post, "/reload");
        status.ShouldBe(200);
        body.GetProperty("changes")[0].GetString().ShouldBe("route /api is new");
        body.GetProperty("at_next_start")[0].GetString().ShouldBe("admin");
    }

    [Fact]
    public async Task A_reload_names_the_keys_that_wait_for_the_next_start_in_its_answer_and_in_the_log_each_time()
    {
        Gateway? gateway = null;
        await using var rig = await GatewayRig.StartAsync(
            settings: settings => settings with { Listen = [Served.Http, Served.Https], Tls = new TlsSettings { StateFolder = Path.Combine(AppContext.BaseDirectory, "served-state") } },
            options: options => options with
            {
                Reload = () => gateway!.ReloadAsync(gateway.Settings with
                {
                    Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, 9)), LogFormat = LogFormat.Text, Limits = new LimitSettings { Handshake = TimeSpan.FromSeconds(1) },
                }),
            });
        gateway = rig.Gateway;
        // Also where the file has not changed since the last reload: it is not in effect still.
        for (var i = 0; i < 2; i++)
        {
            var (status, body) = await rig.AskAsync(HttpMethod.Post, "/reload");
            status.ShouldBe(200);
            body.GetProperty("at_next_start").EnumerateArray().Select(key => key.GetString()).ShouldBe(["admin 127.0.0.1:9", "log text", "limits.handshake for TLS"]);
            (await rig.Log.NextAsync("warning")).GetProperty("message").GetString()!
                .ShouldEndWith("; only from the next start on: admin 127.0.0.1:9, log text, limits.handshake for TLS");
        }
    }

    [Fact]
    public async Task Without_a_file_a_reload_says_that_there_is_nothing_to_load()
    {
        await using var rig = await GatewayRig.StartAsync();
        (await rig.AskAsync(HttpMethod.Post, "/reload")).Status.ShouldBe(501);
    }

    [Fact]
    public async Task Where_the_address_is_taken_the_gateway_serves_and_takes_it_when_it_is_free()
    {
        var time = new FakeTimeProvider();
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var address = (IPEndPoint)taken.LocalEndPoint!;
        await using var rig = await GatewayRig.StartAsync(time, settings => settings with { Admin = new AdminSettings(new IPEndPoint(IPAddress.Loopback, address.Port)) });
        rig.Gateway.AdminUrl.ShouldBeNull();
        (await rig.Log.NextAsync("warning")).GetProperty("message").GetString()!.ShouldContain("cannot be listened on");
        (await rig.Public.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);

        taken.Dispose();
        time.Advance(TimeSpan.FromSeconds(5));
        (await rig.Log.NextAsync("notice")).GetProperty("message").GetString()!.ShouldContain("is free now");
        using var client = new HttpClient { BaseAddress = new Uri(rig.Gateway.AdminUrl!) };
        (await client.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_beyond_loopback_is_warned_of()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with { Admin = new AdminSettings(new IPEndPoint(IPAddress.Any, 0)) });
        (await rig.Log.NextAsync("warning")).GetProperty("message").GetString()!.ShouldContain("not on loopback");
    }

    [Fact]
    public async Task Without_an_address_there_is_none()
    {
        await using var rig = await GatewayRig.StartAsync(settings: settings => settings with { Admin = null });
        rig.Gateway.AdminUrl.ShouldBeNull();
    }
}
