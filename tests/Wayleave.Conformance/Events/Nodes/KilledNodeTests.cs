using System.Diagnostics;
using System.Text;
using Wayleave.Conformance.Redis;
using Wayleave.Conformance.Serve;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Events.Nodes;

/// <summary>
/// Three nodes behind HAProxy, one of them killed under its subscribers: what was published is what each of them gets. 200 subscribers and 2,000
/// events; 2,000 subscribers and 500 events a second for 10 s where <c>WAYLEAVE_NIGHTLY=1</c> is set.
/// </summary>
public sealed class KilledNodeTests
{
    private const int PerChannel = 10;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly bool s_isNightly = Environment.GetEnvironmentVariable("WAYLEAVE_NIGHTLY") == "1";

    [Fact]
    public async Task A_killed_node_costs_its_subscribers_one_return_and_no_event()
    {
        RedisProgram.SkipIfMissing();
        Assert.SkipWhen(InstalledPrograms.Find("haproxy") is null, "not installed: haproxy");
        var (channels, each, perSecond) = s_isNightly ? (200, 25, 500) : (20, 100, 1000);
        await using var redis = await RedisProgram.StartAsync();
        using var folder = new ScratchFolder("nodes");
        int[] admins = [LoopbackPorts.Free(), LoopbackPorts.Free(), LoopbackPorts.Free()];
        var nodes = new List<ServedProgram>();
        try
        {
            foreach (var admin in admins)
                nodes.Add(await StartAsync(folder, redis, admin));
            await using var front = new HAProxyFront(nodes.Select(node => node.Url.Port));
            await front.ListeningAsync();
            using var over = new CancellationTokenSource(s_limit * 2);
            Subscriber[] subscribers = [.. Enumerable.Range(0, channels * PerChannel).Select(number => new Subscriber($"ws://127.0.0.1:{front.Port}/ws/{number / PerChannel}", each))];
            Task[] running = [.. subscribers.Select(subscriber => subscriber.RunAsync(over.Token))];
            await Task.WhenAll(subscribers.Select(subscriber => subscriber.Ready)).WaitAsync(s_limit);

            var began = Stopwatch.GetTimestamp();
            await PublishAsync(channels, each, perSecond, admins, () => nodes[1].SignalAsync("KILL"));
            var published = Stopwatch.GetElapsedTime(began);
            await Task.WhenAll(running).WaitAsync(s_limit);
            var delivered = subscribers.Sum(subscriber => subscriber.Got);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{channels * each} published in {published.TotalSeconds:0.0} s to {subscribers.Length} subscribers: {delivered} of {channels * each * PerChannel} delivered, {subscribers.Sum(s => s.Repeated)} repeated, "
                + $"{subscribers.Count(s => s.Returns > 0)} came back, {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s in all");
            delivered.ShouldBe(channels * each * PerChannel);
            subscribers.Count(subscriber => subscriber.Returns > 0).ShouldBeInRange(subscribers.Length / 4, subscribers.Length / 2, "a third of them were at the node");
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private static Task<ServedProgram> StartAsync(ScratchFolder folder, RedisProgram redis, int admin) => ServedProgram.StartAsync(null, "-c", folder.Write($"{admin}.yaml", $$"""
        listen: http://127.0.0.1:0
        admin: 127.0.0.1:{{admin}}
        store: redis://{{redis.Address}}/0
        routes: [{ path: "/ws/{id}", events: "user:{id}:events" }]

        """), "--admin", $"127.0.0.1:{admin}");

    // As one publisher for each channel does: the next once the last is safe; again, with the same key, at the next node where one does not answer.
    private static async Task PublishAsync(int channels, int each, int perSecond, int[] admins, Func<Task> kill)
    {
        using var http = new HttpClient { Timeout = s_limit };
        var (sent, killed) = (0, Task.CompletedTask);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, channels).Select(async channel =>
        {
            for (var n = 1; n <= each; n++)
            {
                await PostAsync(http, admins, channel, n);
                var number = Interlocked.Increment(ref sent);
                if (number == channels * each / 2)
                    killed = kill();
                var due = TimeSpan.FromSeconds((double)((n * channels) + channel) / perSecond) - Stopwatch.GetElapsedTime(began);
                if (due > TimeSpan.Zero)
                    await Task.Delay(due, TimeProvider.System);
            }
        }));
        await killed;
    }

    private static async Task PostAsync(HttpClient http, int[] admins, int channel, int n)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{admins[(channel + n + attempt) % admins.Length]}/channels/user:{channel}:events")
                {
                    Content = new StringContent($$"""{"n":{{n}}}""", Encoding.UTF8, "application/json"),
                };
                request.Headers.Add("Idempotency-Key", $"{n}");
                using var answer = await http.SendAsync(request);
                if ((int)answer.StatusCode == 201)
                    return;
            }
            catch (HttpRequestException)
            {
                // That one is dead: the next.
            }
        }

        Assert.Fail($"event {n} of channel {channel} was never taken");
    }
}
