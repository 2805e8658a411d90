using System.Net;
using System.Net.Sockets;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Tests.Bench;
using Wayleave.Protocol.Http;
using Wayleave.TestKit;

namespace Wayleave.Lab.Tests.Hops;

public sealed class StandInTests
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0";

    [Fact, Trait("hop", "proxy")]
    public async Task A_plain_proxy_signs_nothing_and_is_right()
    {
        await using var bench = await LabBench.StartAsync("proxy");
        var (head, body) = await bench.GetAsync("/x?y=1", [new("X-Forwarded-For", "192.0.2.1"), new("Connection", "close, X-Mine"), new("X-Mine", "1")]);
        (head.StatusCode, body, head.Headers.First("Server")).ShouldBe((200, "hello", "test"));
        var arrived = bench.App.Arrived.ShouldHaveSingleItem();
        arrived.Target.ShouldBe("/x?y=1");
        arrived.Headers.First("Host").ShouldBe(bench.Chain.Url.Authority);
        arrived.Headers.First("X-Forwarded-For").ShouldBe("192.0.2.1, 127.0.0.1");
        arrived.Headers.First("X-Forwarded-Proto").ShouldBe("http");
        arrived.Headers.Contains("X-Mine").ShouldBeFalse();
        await (await bench.OpenAsync()).ShouldGiveBackAsync("through");
    }

    [Fact, Trait("hop", "nginx")]
    public async Task Nginx_signs_everything_and_has_its_own_pages()
    {
        await using var bench = await LabBench.StartAsync("nginx:status=502@all");
        var (head, body) = await bench.GetAsync();
        head.Headers.First("Server").ShouldBe("nginx/1.22.1");
        body.ShouldBe("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
            + "<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n");
        await using var right = await LabBench.StartAsync("nginx");
        (await right.UpgradeAsync())!.Headers.All("Server").ShouldBe(["nginx/1.22.1"]);
        (await right.GetAsync()).Head.Headers.All("Server").ShouldBe(["nginx/1.22.1"]);
    }

    [Theory]
    [InlineData("nginx", 60)]
    [InlineData("alb", 60)]
    [InlineData("cloudflare", 100)]
    [InlineData("cloudfront", 600)]
    [InlineData("corporate", 300)]
    public async Task A_hop_cuts_after_its_own_silence(string hop, int seconds)
    {
        var time = new FakeTimeProvider();
        await using var bench = await LabBench.StartAsync(hop, new LabOptions { Time = time });
        var caller = await bench.OpenAsync();
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(seconds - 1));
        await caller.ShouldGiveBackAsync("not yet");
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(seconds));
        (await caller.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nginx", 10, 6)]
    [InlineData("nginx:idle=600s", 1, 600)]
    [InlineData("nginx:idle=30s", 10, 30)]
    public async Task Speed_scales_a_hops_own_limit_and_a_written_one_replaces_it(string plan, double speed, int seconds)
    {
        var time = new FakeTimeProvider();
        await using var bench = await LabBench.StartAsync(plan, new LabOptions { Time = time, Speed = speed });
        var caller = await bench.OpenAsync();
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        await caller.ShouldGiveBackAsync("not yet");
        await time.WaitForTimerAsync();
        time.Advance(TimeSpan.FromSeconds(seconds));
        (await caller.ReadToEndAsync()).ShouldBeEmpty();
    }

    [Fact, Trait("hop", "cloudflare")]
    public async Task Cloudflare_signs_answers_and_requests_and_hides_the_origins_server()
    {
        await using var bench = await LabBench.StartAsync("cloudflare");
        var (head, _) = await bench.GetAsync();
        head.Headers.All("Server").ShouldBe(["cloudflare"]);
        head.Headers.First("CF-RAY")!.ShouldEndWith("-FRA");
        (await bench.UpgradeAsync())!.Headers.First("CF-RAY").ShouldNotBeNull();
        var arrived = bench.App.Arrived.First().Headers;
        arrived.First("CF-Connecting-IP").ShouldBe("127.0.0.1");
        arrived.First("CF-Visitor").ShouldBe("{\"scheme\":\"http\"}");
    }

    [Theory]
    [InlineData("cloudflare:flexible", "http", 200)]
    [InlineData("cloudflare:full", "http", 525)]
    [InlineData("cloudflare:full", "https", 200)]
    [InlineData("cloudflare:strict", "https", 526)]
    public async Task Cloudflares_modes_differ_in_what_the_origin_must_speak(string plan, string origin, int status)
    {
        using var certificates = new LabCertificates(TimeProvider.System, "CN=another authority");
        var options = new LabOptions { Tls = origin == "https", Certificate = certificates.IssueSelfSigned() };
        await using var behind = await LabBench.StartAsync("proxy", options);
        await using var bench = await LabBench.StartAsync(plan, to: behind.Chain.Url);
        (await bench.GetAsync()).Head.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Cloudflare_strict_trusts_the_labs_own_hops()
    {
        await using var bench = await LabBench.StartAsync("cloudflare:strict,nginx");
        bench.Chain.Hops[1].Url.Scheme.ShouldBe("https");
        await (await bench.OpenAsync()).ShouldGiveBackAsync("over TLS inside");
    }

    [Fact]
    public async Task Cloudflare_names_a_refused_connection_521_and_garbage_520()
    {
        using var origin = new TcpListener(IPAddress.Loopback, 0);
        origin.Start();
        var url = new Uri($"http://{origin.LocalEndpoint}/");
        await using (var bench = await LabBench.StartAsync("cloudflare", to: url))
        {
            var answer = bench.GetAsync();
            using (var socket = await origin.AcceptSocketAsync())
            {
                await socket.SendAsync("SSH-2.0-x\r\n\r\n"u8.ToArray(), SocketFlags.None);
                (await answer).Head.StatusCode.ShouldBe(520);
            }

            origin.Stop();
            var (head, body) = await bench.GetAsync();
            (head.StatusCode, body).ShouldBe((521, "error code: 521"));
            (await bench.GetAsync(headers: [new("Accept", "text/html")])).Body.ShouldContain("521: Web Server Is Down");
        }
    }

    [Fact, Trait("hop", "cloudfront")]
    public async Task CloudFront_signs_and_without_a_policy_loses_the_handshakes_headers()
    {
        await using var bench = await LabBench.StartAsync("cloudfront");
        var head = (await bench.GetAsync()).Head.Headers;
        head.First("X-Amz-Cf-Pop").ShouldNotBeNull();
        head.First("Via")!.ShouldContain(".cloudfront.net (CloudFront)");
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(101);

        await using var bare = await LabBench.StartAsync("cloudfront:no-origin-policy");
        (await bare.UpgradeAsync())!.StatusCode.ShouldBe(426);
        var arrived = bare.App.Arrived.ShouldHaveSingleItem().Headers;
        arrived.Contains("Sec-WebSocket-Key").ShouldBeFalse();
        arrived.First("Upgrade").ShouldBe("websocket");
    }

    [Fact, Trait("hop", "alb")]
    public async Task An_alb_signs_its_own_pages_only_and_follows_its_rules()
    {
        await using var bench = await LabBench.StartAsync("alb:sticky:rule=/ws*:rule=/a?c");
        var (head, _) = await bench.GetAsync("/other");
        (head.StatusCode, head.Headers.First("Server")).ShouldBe((404, "awselb/2.0"));
        (await bench.GetAsync("/abc")).Head.StatusCode.ShouldBe(200);
        (await bench.GetAsync("/abbc")).Head.StatusCode.ShouldBe(404);
        var open = await bench.UpgradeAsync();
        open!.Headers.First("Server").ShouldBeNull();
        open.Headers.All("Set-Cookie").Select(c => c.Split('=')[0]).ShouldBe(["AWSALB", "AWSALBCORS"]);
    }

    [Fact, Trait("hop", "apprunner")]
    public async Task App_Runner_passes_http_and_never_answers_an_upgrade()
    {
        var log = new TaskCompletionSource<LabEvent>();
        await using var bench = await LabBench.StartAsync("apprunner", new LabOptions { Log = e => { if (e.IsUpgrade) log.TrySetResult(e); } });
        var head = (await bench.GetAsync()).Head.Headers;
        head.All("server").ShouldBe(["envoy"]);
        head.Contains("x-envoy-upstream-service-time").ShouldBeTrue();
        var caller = await bench.CallAsync();
        var answer = caller.UpgradeAsync();
        (await log.Task.WaitAsync(TimeSpan.FromSeconds(20))).Outcome.ShouldBe("no answer");
        await caller.EndSendingAsync();
        (await answer).ShouldBeNull();
    }

    [Fact, Trait("hop", "ngrok")]
    public async Task Ngrok_shows_browsers_its_page_and_knows_dead_tunnels()
    {
        await using var bench = await LabBench.StartAsync("ngrok:interstitial");
        (await bench.UpgradeAsync([new("User-Agent", Browser)]))!.Headers.First("Ngrok-Error-Code").ShouldBe("ERR_NGROK_6024");
        (await bench.UpgradeAsync([new("User-Agent", "curl/8")]))!.StatusCode.ShouldBe(101);
        (await bench.UpgradeAsync([new("User-Agent", Browser), new("ngrok-skip-browser-warning", "1")]))!.StatusCode.ShouldBe(101);

        await using var dead = await LabBench.StartAsync("ngrok:dead");
        var (head, body) = await dead.GetAsync();
        head.StatusCode.ShouldBe(404);
        body.ShouldContain("ERR_NGROK_3200");
    }

    [Fact, Trait("hop", "corporate")]
    public async Task A_corporate_gateway_shows_its_own_authority_and_may_block()
    {
        await using var bench = await LabBench.StartAsync("corporate:block", new LabOptions { Tls = true });
        bench.Chain.Url.Scheme.ShouldBe("https");
        bench.Chain.Authority.Subject.ShouldContain("Contoso Inspection CA");
        (await bench.GetAsync()).Head.Headers.First("Via")!.ShouldContain("Contoso Web Gateway");
        (await bench.UpgradeAsync())!.StatusCode.ShouldBe(403);
        await using var open = await LabBench.StartAsync("corporate", new LabOptions { Tls = true });
        await (await open.OpenAsync()).ShouldGiveBackAsync("inspected");
    }
}
