using Wayleave.Lab.Engine;
using Wayleave.Lab.Tests.Bench;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.TestKit;

namespace Wayleave.Lab.Tests.Faults;

public sealed class RequestFaultTests
{
    [Fact, Trait("fault", "strip-upgrade")]
    public async Task A_stripped_upgrade_reaches_the_app_as_a_plain_request()
    {
        await using var bench = await LabBench.StartAsync("proxy:strip-upgrade");
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(426);
        var arrived = bench.App.Arrived.ShouldHaveSingleItem();
        arrived.Headers.Contains("Upgrade").ShouldBeFalse();
        arrived.Headers.First("Connection").ShouldBe("close");
        arrived.Headers.First("Sec-WebSocket-Key").ShouldBe(Caller.Key);
    }

    [Fact, Trait("fault", "http10")]
    public async Task An_http10_hop_asks_the_app_in_http10()
    {
        await using var bench = await LabBench.StartAsync("proxy:http10");
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(426);
        bench.App.Arrived.ShouldHaveSingleItem().Version.ShouldBe(Protocol.Http.HttpVersion.Http10);
    }

    [Fact, Trait("fault", "redirect")]
    public async Task A_redirect_leads_to_the_same_url_by_https_unless_told_otherwise()
    {
        await using var bench = await LabBench.StartAsync("proxy:redirect");
        var answer = await bench.UpgradeAsync();
        answer!.StatusCode.ShouldBe(301);
        answer.Headers.First("Location").ShouldBe($"https://{bench.Chain.Url.Authority}/ws");

        await using var other = await LabBench.StartAsync("proxy:redirect=https://login.example:8443/in");
        (await other.UpgradeAsync())!.Headers.First("Location").ShouldBe("https://login.example:8443/in");
    }

    [Fact, Trait("fault", "status")]
    public async Task A_status_is_answered_by_the_hop_without_asking_the_app()
    {
        await using var bench = await LabBench.StartAsync("nginx:status=403");
        var answer = await bench.UpgradeAsync();
        answer!.StatusCode.ShouldBe(403);
        answer.Headers.First("Server").ShouldBe("nginx/1.22.1");
        bench.App.Arrived.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("status=503", 503)]
    [InlineData("redirect", 301)]
    public async Task An_answering_fault_meets_upgrades_only_unless_marked(string fault, int status)
    {
        await using var bench = await LabBench.StartAsync("proxy:" + fault);
        (await bench.GetAsync()).Head.StatusCode.ShouldBe(200);
        await using var all = await LabBench.StartAsync($"proxy:{fault}@all");
        (await all.GetAsync()).Head.StatusCode.ShouldBe(status);
    }

    [Fact, Trait("fault", "blackhole")]
    public async Task A_blackhole_takes_the_upgrade_and_says_nothing()
    {
        var log = new TaskCompletionSource<LabEvent>();
        await using var bench = await LabBench.StartAsync("proxy:blackhole", new LabOptions { Log = entry => log.TrySetResult(entry) });
        var caller = await bench.CallAsync();
        var answer = caller.UpgradeAsync();
        (await log.Task.WaitAsync(TimeSpan.FromSeconds(20))).Outcome.ShouldBe("no answer");
        answer.IsCompleted.ShouldBeFalse();
        bench.App.Arrived.ShouldBeEmpty();
        await caller.EndSendingAsync();
        (await answer).ShouldBeNull();
    }

    [Fact, Trait("fault", "reset")]
    public async Task A_reset_is_a_reset_and_no_clean_end()
    {
        await using var bench = await LabBench.StartAsync("proxy:reset");
        await Should.ThrowAsync<IOException>(() => bench.UpgradeAsync());
        (await bench.GetAsync()).Head.StatusCode.ShouldBe(200);
    }

    [Fact, Trait("fault", "drop-subprotocol")]
    public async Task A_dropped_subprotocol_never_reaches_the_app()
    {
        await using var bench = await LabBench.StartAsync("proxy:drop-subprotocol");
        var answer = await bench.UpgradeAsync([new("Sec-WebSocket-Protocol", "mqtt")]);
        answer!.StatusCode.ShouldBe(101);
        answer.Headers.Contains("Sec-WebSocket-Protocol").ShouldBeFalse();
        bench.App.Arrived.ShouldHaveSingleItem().Headers.Contains("Sec-WebSocket-Protocol").ShouldBeFalse();
    }

    [Fact, Trait("fault", "drop-header")]
    public async Task A_dropped_header_is_the_only_one_missing()
    {
        await using var bench = await LabBench.StartAsync("proxy:drop-header=Cookie:drop-header=Origin");
        await bench.GetAsync(headers: [new("Cookie", "a=b"), new("Origin", "https://x.example"), new("X-Kept", "yes")]);
        var arrived = bench.App.Arrived.ShouldHaveSingleItem().Headers;
        arrived.Contains("Cookie").ShouldBeFalse();
        arrived.Contains("Origin").ShouldBeFalse();
        arrived.First("X-Kept").ShouldBe("yes");
    }

    [Fact, Trait("fault", "wrong-host")]
    public async Task A_wrong_host_is_the_next_hops_own_unless_named()
    {
        await using var bench = await LabBench.StartAsync("proxy:wrong-host");
        await bench.GetAsync();
        bench.App.Arrived.ShouldHaveSingleItem().Headers.First("Host").ShouldBe(bench.App.Url.Authority);
        await using var named = await LabBench.StartAsync("proxy:wrong-host=inner.example");
        await named.GetAsync();
        named.App.Arrived.ShouldHaveSingleItem().Headers.First("Host").ShouldBe("inner.example");
    }

    [Fact, Trait("fault", "drop-port")]
    public async Task A_dropped_port_leaves_the_name()
    {
        await using var bench = await LabBench.StartAsync("proxy:drop-port");
        await bench.GetAsync();
        bench.App.Arrived.ShouldHaveSingleItem().Headers.First("Host").ShouldBe("127.0.0.1");
    }

    [Fact, Trait("fault", "proto")]
    public async Task A_wrong_proto_overwrites_the_one_that_came()
    {
        await using var bench = await LabBench.StartAsync("proxy:proto=http");
        await bench.GetAsync(headers: [new("X-Forwarded-Proto", "https")]);
        bench.App.Arrived.ShouldHaveSingleItem().Headers.All("X-Forwarded-Proto").ShouldBe(["http"]);
    }

    [Fact, Trait("fault", "header-limit")]
    public async Task A_long_head_is_refused_and_a_short_one_passes()
    {
        await using var bench = await LabBench.StartAsync("nginx:header-limit=1k");
        (await bench.GetAsync()).Head.StatusCode.ShouldBe(200);
        var (head, body) = await bench.GetAsync(headers: [new("Cookie", new string('c', 1024))]);
        head.StatusCode.ShouldBe(400);
        body.ShouldContain("Request Header Or Cookie Too Large");
    }

    [Fact, Trait("fault", "rate-limit")]
    public async Task A_rate_limit_admits_so_many_in_ten_seconds()
    {
        var time = new FakeTimeProvider();
        await using var bench = await LabBench.StartAsync("proxy:rate-limit=2", new LabOptions { Time = time });
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(101);
        time.Advance(TimeSpan.FromSeconds(4));
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(101);
        var refused = await bench.UpgradeAsync();
        refused!.StatusCode.ShouldBe(429);
        refused.Headers.First("Retry-After").ShouldBe("6");
        (await bench.GetAsync()).Head.StatusCode.ShouldBe(200);
        time.Advance(TimeSpan.FromSeconds(6));
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(101);
    }

    [Fact, Trait("fault", "one-of")]
    public async Task Every_nth_upgrade_meets_the_backend_that_is_down()
    {
        await using var bench = await LabBench.StartAsync("proxy:one-of=3");
        var seen = new List<int>();
        for (int i = 0; i < 6; i++)
        {
            seen.Add((await bench.UpgradeAsync())!.StatusCode);
            (await bench.GetAsync()).Head.StatusCode.ShouldBe(200);
        }

        seen.ShouldBe([101, 101, 502, 101, 101, 502]);
    }

    [Fact]
    public async Task Faults_are_met_in_the_order_written()
    {
        await using var bench = await LabBench.StartAsync("proxy:status=403:redirect@all");
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(403);
        (await bench.GetAsync()).Head.StatusCode.ShouldBe(301);
    }

    [Fact, Trait("fault", "wrong-accept")]
    public async Task A_wrong_accept_is_well_formed_and_belongs_to_another_key()
    {
        await using var bench = await LabBench.StartAsync("proxy:wrong-accept");
        var answer = await bench.UpgradeAsync();
        answer!.StatusCode.ShouldBe(101);
        string accept = answer.Headers.All("Sec-WebSocket-Accept").ShouldHaveSingleItem();
        accept.Length.ShouldBe(28);
        accept.ShouldNotBe(AcceptKey.For(Caller.Key));
    }
}
