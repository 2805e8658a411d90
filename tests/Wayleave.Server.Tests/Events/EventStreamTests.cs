using Wayleave.Server.Serving;
using Wayleave.Server.Tests.Serving.Abuse;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Events;

/// <summary>Server-sent events, read as a browser reads them.</summary>
public sealed class EventStreamTests : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = RawClient.Bound };

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Events_come_as_messages_with_ids_and_control_frames_under_their_names()
    {
        await using var rig = await EventRig.StartAsync();
        using var reader = await OpenAsync(rig, "/ws/7");
        var subscribed = await reader.BlockAsync();
        subscribed.ShouldContain("event: subscribed");
        var (_, id) = await rig.PublishAsync("user:7:events", "{\n  \"n\": 1\n}");
        (await reader.BlockAsync()).ShouldStartWith("id: ");
        (await reader.BlockAsync()).ShouldBe($"id: {id}|data: {{|data:   \"n\": 1|data: ,\"_id\":\"{id}\"}}");
    }

    [Fact]
    public async Task A_browser_that_comes_back_by_its_last_id_misses_nothing()
    {
        await using var rig = await EventRig.StartAsync();
        var (_, first) = await rig.PublishAsync("user:7:events", "1");
        var (_, second) = await rig.PublishAsync("user:7:events", "2");
        using var reader = await OpenAsync(rig, "/ws/7?v=1", first);
        // Nothing is known of the channel yet: an id would take the place of the one that the browser came with.
        (await reader.BlockAsync()).ShouldStartWith("event: hello|");
        (await reader.BlockAsync()).ShouldContain("\"resume\":\"ok\",\"missed\":1");
        (await reader.BlockAsync()).ShouldBe($"id: {first}");
        (await reader.BlockAsync()).ShouldBe($$"""id: {{second}}|event: event|data: {"type":"event","ch":"user:7:events","id":"{{second}}","data":2}""");
        (await reader.BlockAsync()).ShouldContain("event: caught_up");
    }

    [Fact]
    public async Task No_id_lies_behind_a_gap_that_is_not_told_yet()
    {
        await using var rig = await EventRig.StartAsync();
        var (_, first) = await rig.PublishAsync("user:7:events", "1");
        await rig.DeleteAsync("user:7:events");
        using var reader = await OpenAsync(rig, "/ws/7", first);
        (await reader.BlockAsync()).ShouldStartWith("event: subscribed|");
        (await reader.BlockAsync()).ShouldMatch("^id: [^|]+:0:0\\|event: gap\\|");
    }

    [Fact]
    public async Task Several_channels_have_one_id()
    {
        await using var rig = await EventRig.StartAsync(channels: ["user:{user_id}:events", "news"]);
        string last;
        using (var reader = await OpenAsync(rig, "/ws/7"))
        {
            await reader.BlockAsync();
            await reader.BlockAsync();
            last = (await reader.BlockAsync())["id: ".Length..];
        }

        await rig.PublishAsync("news", "1");
        await rig.PublishAsync("user:7:events", "2");
        using var back = await OpenAsync(rig, "/ws/7", last);
        var data = new List<string>();
        while (data.Count < 2)
            if (await back.BlockAsync() is var block && block.Contains("\"type\":\"message\"", StringComparison.Ordinal))
                data.Add(block[block.IndexOf("data\":", StringComparison.Ordinal)..]);
        data.ShouldBe(["data\":2}", "data\":1}"]);
    }

    [Fact]
    public async Task A_silent_stream_gets_a_heartbeat_and_ends_of_itself_after_minutes()
    {
        var time = new FakeTimeProvider();
        await using var rig = await EventRig.StartAsync(options: new GatewayOptions { Log = TextWriter.Null, Time = time });
        using var reader = await OpenAsync(rig, "/ws/7");
        await reader.BlockAsync();
        await reader.BlockAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        (await reader.BlockAsync()).ShouldEndWith("""event: heartbeat|data: {"type":"heartbeat"}""");
        time.Advance(TimeSpan.FromMinutes(10));
        while (await reader.LineAsync() is not null)
        {
        }
    }

    [Fact]
    public async Task A_stop_ends_streams()
    {
        await using var rig = await EventRig.StartAsync();
        using var reader = await OpenAsync(rig, "/ws/7");
        await reader.BlockAsync();
        await rig.Gateway.StopAsync(TimeSpan.FromMinutes(5));
        while (await reader.LineAsync() is not null)
        {
        }
    }

    [Fact]
    public async Task A_stop_tells_a_stream_when_to_come_back_and_the_next_one_later()
    {
        await using var rig = await EventRig.StartAsync(options: new GatewayOptions { Log = TextWriter.Null, Time = new FakeTimeProvider() });
        using var one = await OpenAsync(rig, "/ws/7?v=1");
        using var other = await OpenAsync(rig, "/ws/7?v=1");
        var (_, id) = await rig.PublishAsync("user:7:events", "1");
        Task<string>[] ends = [LastAsync(one), LastAsync(other)];
        using var hard = new CancellationTokenSource();
        var stopping = rig.Gateway.StopAsync(TimeSpan.FromMinutes(2), hard: hard.Token);
        var ended = await Task.WhenAny(ends);
        (await ended).ShouldMatch($"^retry: \\d+\\|id: {id}\\|event: reconnect\\|data: \\{{\"type\":\"reconnect\",\"after\":\\d+,\"reason\":\"draining\"\\}}$");
        // The clock stands: half of the window lies before it.
        ends.Single(end => end != ended).IsCompleted.ShouldBeFalse();
        await hard.CancelAsync();
        await stopping;
        await Task.WhenAll(ends);
    }

    // The last block, with everything in it.
    private static async Task<string> LastAsync(EventStreamReader reader)
    {
        var (last, block) = ("", new List<string>());
        try
        {
            while (await reader.LineAsync() is { } line)
                if (line.Length > 0)
                    block.Add(line);
                else
                    (last, block) = (string.Join('|', block), []);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // It was cut.
        }

        return last;
    }

    private Task<EventStreamReader> OpenAsync(EventRig rig, string path, string? last = null) => EventStreamReader.OpenAsync(_client, rig.Gateway.Urls[0] + path, last);
}
