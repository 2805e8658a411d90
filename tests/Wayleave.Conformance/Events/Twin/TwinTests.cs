using Wayleave.Conformance.Chains;
using Wayleave.Conformance.Redis;
using Wayleave.Conformance.Serve.Chaos;
using Wayleave.Server.Events.Stores.Redis;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Events.Twin;

/// <summary>A route with events beside the endpoint that it takes the place of: the same page, the same worker, the same Redis, the same message for both.</summary>
public sealed class TwinTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_same_page_and_the_same_worker_see_the_same_bytes()
    {
        SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var worker = new RedisCaller($"redis://{redis.Address}");
        await using var twin = Twin(redis);
        await using var node = await EventNode.StartAsync($"redis://{redis.Address}");
        await HeardAsync(worker, node);
        await using var there = Page((await twin.PortsAsync())["http"]);
        await using var here = Page(new Uri(node.Url).Port);
        foreach (var page in (ScriptedPage[])[there, here])
            await page.UntilAsync("its pong", each => each.Connects == 1);

        await SubscribedAsync(worker, 1);
        for (var n = 1; n <= 20; n++)
            await worker.AskAsync("PUBLISH", "user:7:events", $$"""{ "type": "cv_progress", "n": {{n}}, "pct": 4.50 }""");
        foreach (var page in (ScriptedPage[])[there, here])
        {
            await page.UntilAsync("its events", each => each.Got.Count == 20);
            await page.UntilAsync("a heartbeat", each => each.Frames.Last() is """{"type":"heartbeat"}""");
        }

        // But for the ids, and the frames that the page asked for by controls=1.
        string[] ours = [.. here.Frames.Where(frame => !frame.StartsWith("""{"type":"subscribed""", StringComparison.Ordinal)).Select(Bare)];
        ours.Distinct().ShouldBe(there.Frames.Distinct());
    }

    [Fact]
    public async Task Behind_an_edge_that_cuts_every_connection_ours_gives_every_event_once_and_the_twin_loses_some()
    {
        const int Cuts = 12;
        const int Between = 8;
        const int Meanwhile = 3;
        const int Count = Cuts * (Between + Meanwhile);
        SkipIfMissing();
        await using var redis = await RedisProgram.StartAsync();
        await using var worker = new RedisCaller($"redis://{redis.Address}");
        await using var twin = Twin(redis);
        await using var node = await EventNode.StartAsync($"redis://{redis.Address}");
        await HeardAsync(worker, node);
        await using var edgeThere = new CuttingEdge((await twin.PortsAsync())["http"]);
        await using var edgeHere = new CuttingEdge(new Uri(node.Url).Port);
        await using var there = Page(edgeThere.Port);
        await using var here = Page(edgeHere.Port);
        CuttingEdge[] edges = [edgeThere, edgeHere];
        var published = 0;
        for (var cut = 1; cut <= Cuts; cut++)
        {
            foreach (var page in (ScriptedPage[])[there, here])
                await page.UntilAsync("its pong", each => each.Connects >= cut);
            await SubscribedAsync(worker, 1);
            await PublishAsync(Between);
            // The twin's page is given the time to get these; ours may be cut while they are on their way.
            await there.UntilAsync("its events", each => each.Got.Count >= cut * Between);
            Array.ForEach(edges, edge => edge.Cut());
            // What a worker publishes while the page is away, however short that is.
            await PublishAsync(Meanwhile);
            await SubscribedAsync(worker, 0);
            Array.ForEach(edges, edge => edge.Open());
        }

        await here.UntilAsync("all events", page => page.Got.Count >= Count);
        await there.UntilAsync("its pong", page => page.Connects >= Cuts + 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Count} published over {Cuts} cuts: {here.Got.Count} here, {there.Got.Count} at the twin");
        here.Got.ShouldBe(Enumerable.Range(1, Count));
        there.Got.Count.ShouldBe(Cuts * Between);

        async Task PublishAsync(int count)
        {
            for (; count > 0; count--)
                await worker.AskAsync("PUBLISH", "user:7:events", $$"""{"type":"cv_progress","n":{{++published}}}""");
        }
    }

    private static void SkipIfMissing()
    {
        RedisProgram.SkipIfMissing();
        foreach (var module in (string[])["fastapi", "uvicorn", "websockets", "redis"])
            Assert.SkipWhen(InstalledPrograms.Find(Python) is null || !Directory.Exists($"/usr/lib/python3/dist-packages/{module}"), $"not installed: python3-{module}");
    }

    private static RunningProgram Twin(RedisProgram redis) =>
        RunningProgram.Start("the twin", Python, [SourceTree.At("tests", "Wayleave.Conformance", "Apps", "redis_events_app.py"), $"{redis.Port}", "1"]);

    private static ScriptedPage Page(int port) => new(new Uri($"ws://127.0.0.1:{port}/ws/7"));

    // Until our node hears what workers publish, and appends it. Whoever begins says of all channels of a part that something may have been lost before:
    // that is over when one of them has an event.
    private static async Task HeardAsync(RedisCaller worker, EventNode node)
    {
        var user = Enumerable.Range(0, 1000).Select(number => $"h{number}").First(user => RedisKeys.PartOf($"user:{user}:events") == RedisKeys.PartOf("user:7:events"));
        await Bound.UntilAsync(s_limit, "plain messages to be appended", () => HistoryAsync(user), history => history.Length > 0);

        async Task<string[]> HistoryAsync(string user)
        {
            await worker.AskAsync("PUBLISH", $"user:{user}:events", "0");
            return await node.HistoryAsync(user);
        }
    }

    // The twin answers a ping before Redis has its subscription, and would lose what is published in between as well.
    private static async Task SubscribedAsync(RedisCaller worker, int count) =>
        await Bound.UntilAsync(s_limit, $"{count} subscriptions of the twin's", () => worker.AskAsync("PUBSUB", "NUMSUB", "user:7:events"), answer => answer.EndsWith($":{count}]", StringComparison.Ordinal));

    // As it was before it had an id.
    private static string Bare(string frame) => frame.LastIndexOf(",\"_id\":\"", StringComparison.Ordinal) is >= 0 and var at ? frame[..at] + "}" : frame;
}
