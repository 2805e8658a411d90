using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Faults;
using Wayleave.Lab.Grammar;
using Wayleave.Lab.Tests.Bench;
using Wayleave.Protocol.Http;
using Wayleave.TestKit;

namespace Wayleave.Lab.Tests.Faults;

/// <summary>Faults that meet plain requests and their answers as they meet tunnels.</summary>
public sealed class ConnectionFaultTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<LabEvent> _events = new();

    private LabOptions Options => new() { Time = _time, Log = _events.Enqueue };

    private IEnumerable<LabEvent> Cuts => _events.Where(each => each.Outcome.StartsWith("cut at ", StringComparison.Ordinal));

    [Fact, Trait("fault", "cuts")]
    public async Task A_tunnel_is_reset_at_an_age_between_the_two()
    {
        await using var bench = await LabBench.StartAsync("proxy:cuts=10s-20s", Options);
        var caller = await bench.OpenAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        await caller.ShouldGiveBackAsync("busy");
        _time.Advance(TimeSpan.FromSeconds(10));
        await Should.ThrowAsync<IOException>(caller.ReadToEndAsync);
        Cuts.ShouldHaveSingleItem().IsUpgrade.ShouldBeTrue();
    }

    [Fact]
    public async Task A_request_is_cut_while_it_waits_for_its_answer()
    {
        await using var bench = await LabBench.StartAsync("proxy:cuts=1s,proxy:blackhole@all", Options);
        var caller = await bench.CallAsync();
        var answer = caller.AskAsync("POST", "/", [new("Content-Length", "3")], "abc");
        // The second hop has it once it says that it will not answer.
        while (_events.IsEmpty)
            await Task.Yield();
        _time.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<IOException>(() => answer);
        Cuts.ShouldHaveSingleItem().Method.ShouldBe("POST");
    }

    [Fact]
    public async Task A_connection_that_waits_for_a_request_is_cut_too_and_that_is_no_event()
    {
        await using var bench = await LabBench.StartAsync("proxy:cuts=1s", Options);
        var caller = await bench.CallAsync();
        var head = await caller.AskAsync("GET", "/", HeaderLines.Empty);
        (await caller.BodyAsync(head!)).ShouldBe("hello");
        _time.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<IOException>(caller.ReadToEndAsync);
        Cuts.ShouldBeEmpty();
    }

    [Fact, Trait("fault", "lose")]
    public async Task What_is_sent_last_before_a_cut_is_lost()
    {
        await using var bench = await LabBench.StartAsync("proxy:cuts=1s:lose=4", Options);
        var caller = await bench.OpenAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        // The moment after which it is cut even if nothing more comes.
        await _time.WaitForTimerAsync();
        await caller.SendAsync("lost");
        await Should.ThrowAsync<IOException>(caller.ReadToEndAsync);
        Cuts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_cut_comes_where_nothing_is_left_to_be_lost()
    {
        await using var bench = await LabBench.StartAsync("proxy:cuts=1s:lose=4", Options);
        var caller = await bench.OpenAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WaitForTimerAsync();
        _time.Advance(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<IOException>(caller.ReadToEndAsync);
    }

    [Theory, Trait("fault", "duplicate")]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_second_post_arrives_twice_and_is_answered_once(int seed)
    {
        await using var bench = await LabBench.StartAsync("proxy:duplicate=2", new LabOptions { Seed = seed });
        foreach (var target in (string[])["/one", "/two", "/three"])
        {
            var caller = await bench.CallAsync();
            var head = await caller.AskAsync("POST", target, [new("Content-Length", "3")], "abc");
            (await caller.BodyAsync(head!)).ShouldBe("got 3");
        }

        while (bench.App.Arrived.Count < 4)
            await Task.Yield();
        bench.App.Arrived.Select(request => request.Target).Order().ShouldBe(["/one", "/three", "/two", "/two"]);
    }

    [Fact]
    public async Task Requests_of_other_methods_go_once()
    {
        await using var bench = await LabBench.StartAsync("proxy:duplicate");
        (await bench.GetAsync()).Body.ShouldBe("hello");
        bench.App.Arrived.ShouldHaveSingleItem();
    }

    [Theory, Trait("fault", "hold")]
    [InlineData("hold", "text/html", true)]
    [InlineData("hold=text/html", "Text/HTML; charset=utf-8", true)]
    [InlineData("hold=text/html", "text/event-stream", false)]
    public async Task An_answer_of_that_type_comes_when_it_has_ended(string word, string type, bool held)
    {
        var source = Channel.CreateUnbounded<Chunk>();
        var plan = LabPlan.Parse("proxy:" + word).Hops[0].Faults[0];
        var answer = new ResponseHead(Protocol.Http.HttpVersion.Http11, 200, "OK", [new("Content-Type", type)]);
        var flow = new Flow(Direction.ToClient, _time, null!, null) { Answer = answer };
        await using var passed = ((IStreamFault)plan.Kind.Create(plan)).ThroughAsync(source.Reader.ReadAllAsync(), flow, default).GetAsyncEnumerator();

        source.Writer.TryWrite(new Chunk(new byte[100_000], 0));
        var next = passed.MoveNextAsync();
        next.IsCompleted.ShouldBe(!held);
        source.Writer.Complete();
        (await next).ShouldBeTrue();
        passed.Current.Bytes.Length.ShouldBe(100_000);
    }

    [Fact]
    public async Task An_answer_is_cut_after_exactly_so_many_bytes_where_that_is_for_all()
    {
        await using var bench = await LabBench.StartAsync("proxy:cut-after=3@all");
        var caller = await bench.CallAsync();
        (await caller.AskAsync("GET", "/", HeaderLines.Empty))!.StatusCode.ShouldBe(200);
        Encoding.ASCII.GetString(await caller.ReadToEndAsync()).ShouldBe("hel");
    }

    [Fact]
    public async Task An_answer_is_whole_where_only_tunnels_are_cut()
    {
        await using var bench = await LabBench.StartAsync("proxy:cut-after=3");
        (await bench.GetAsync()).Body.ShouldBe("hello");
    }

    [Fact]
    public async Task Each_piece_is_late_by_a_time_between_the_two_and_none_overtakes_another()
    {
        await using var bench = await LabBench.StartAsync("proxy:latency=100ms-200ms", Options);
        var caller = await bench.CallAsync();
        var answer = caller.UpgradeAsync();
        while (!answer.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        var began = _time.GetUtcNow();
        await caller.SendAsync("12");
        var echo = caller.ReadAsync(TestApp.Greeting.Length + 2);
        while (!echo.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Encoding.ASCII.GetString((await echo)[^2..]).ShouldBe("12");
        (_time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(100));
    }
}
