using Wayleave.Lab.Engine;
using Wayleave.Lab.Tests.Bench;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Tests.Engine;

public sealed class LabChainTests
{
    [Fact]
    public async Task A_request_meets_the_hops_from_left_to_right()
    {
        await using var bench = await LabBench.StartAsync("cloudflare,nginx,nginx");
        bench.Chain.Hops.Select(h => h.Name).ShouldBe(["cloudflare", "nginx", "nginx-2"]);
        (await bench.GetAsync()).Head.Headers.First("Server").ShouldBe("cloudflare");
        bench.App.Arrived.ShouldHaveSingleItem().Headers.First("X-Forwarded-For").ShouldBe("127.0.0.1, 127.0.0.1, 127.0.0.1");
        await (await bench.OpenAsync()).ShouldGiveBackAsync("through three");
    }

    [Fact]
    public async Task Plain_requests_share_a_connection_with_and_without_bodies()
    {
        await using var bench = await LabBench.StartAsync("nginx,proxy");
        var caller = await bench.CallAsync();
        foreach (string target in (string[])["/a", "/chunked", "/b"])
        {
            var head = await caller.AskAsync("GET", target, []);
            head!.Headers.First("Connection").ShouldBe("keep-alive");
            (await caller.BodyAsync(head)).ShouldBe("hello");
        }

        var posted = await caller.AskAsync("POST", "/c", [new("Content-Length", "7")], "payload");
        (await caller.BodyAsync(posted!)).ShouldBe("got 7");
        var chunked = await caller.AskAsync("POST", "/d", [new("Transfer-Encoding", "chunked")], "3\r\nabc\r\n0\r\n\r\n");
        (await caller.BodyAsync(chunked!)).ShouldBe("got 3");
    }

    [Fact]
    public async Task A_large_body_passes_whole()
    {
        await using var bench = await LabBench.StartAsync("nginx,proxy");
        var caller = await bench.CallAsync();
        var head = await caller.AskAsync("POST", "/up", [new("Content-Length", "3000000")], new string('x', 3_000_000));
        (await caller.BodyAsync(head!)).ShouldBe("got 3000000");
    }

    [Fact]
    public async Task An_end_of_one_side_reaches_the_other_and_what_was_under_way_still_arrives()
    {
        await using var bench = await LabBench.StartAsync("nginx,proxy");
        var caller = await bench.OpenAsync();
        await caller.SendAsync("last words");
        await caller.EndSendingAsync();
        System.Text.Encoding.ASCII.GetString(await caller.ReadToEndAsync()).ShouldBe("last words");
    }

    [Fact]
    public async Task A_refused_upgrade_ends_the_connection()
    {
        await using var bench = await LabBench.StartAsync("proxy:strip-upgrade");
        var caller = await bench.CallAsync();
        (await caller.UpgradeAsync())!.Headers.First("Connection").ShouldBe("close");
        (await caller.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Garbage_is_answered_with_400()
    {
        await using var bench = await LabBench.StartAsync("nginx");
        var caller = await bench.CallAsync();
        await caller.SendAsync("\x16\x03\x01 no http\r\n\r\n");
        System.Text.Encoding.ASCII.GetString(await caller.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 400 Bad Request\r\n");
    }

    [Fact]
    public async Task Two_hundred_sockets_at_once_pass_through_two_hops()
    {
        await using var bench = await LabBench.StartAsync("cloudflare,nginx");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            await using var caller = await Caller.ConnectAsync(bench.Chain);
            (await caller.UpgradeAsync())!.StatusCode.ShouldBe(101);
            await caller.ReadAsync(TestApp.Greeting.Length);
            await caller.ShouldGiveBackAsync($"caller {i}");
        }));
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_answers()
    {
        async Task<string?> RayAsync(int seed)
        {
            await using var bench = await LabBench.StartAsync("cloudflare", new LabOptions { Seed = seed });
            return (await bench.GetAsync()).Head.Headers.First("CF-RAY");
        }

        string? first = await RayAsync(1);
        (await RayAsync(1)).ShouldBe(first);
        (await RayAsync(2)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Disposing_twice_is_once()
    {
        await using var bench = await LabBench.StartAsync("nginx");
        await bench.OpenAsync();
        await bench.Chain.DisposeAsync();
        await bench.Chain.DisposeAsync();
    }
}
