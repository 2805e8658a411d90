using System.Net;
using Wayleave.Client.Tests.Serving;
using Wayleave.TestKit;

namespace Wayleave.Client.Tests;

/// <summary>The client on a server in memory, with a clock that stands still.</summary>
public sealed class EventsClientTests
{
    private const string Hello = """{"type":"hello","heartbeat":30,"retry_window":8000}""";
    private const string Subscribed = """{"type":"subscribed","ch":"a","at":"k:0:0","resume":"new"}""";
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Each_connection_has_a_new_ticket_and_goes_on_where_the_last_one_ended()
    {
        using var server = new ScriptedHandler(
            ScriptedHandler.Stream(true, Hello, Subscribed, Event(1)), ScriptedHandler.Stream(true, Hello, Subscribed, Event(1), Event(2)), ScriptedHandler.Stream(false, Hello));
        var tickets = 0;
        await using var client = Client(server, options => options with { GetTicket = _ => ValueTask.FromResult<EventsTicket>($"T{++tickets}") });
        (await ReadAsync(client, 2)).ShouldBe([1, 2]);
        server.Asked.ShouldBe(["/.wayleave/events?v=1&ch=a Bearer T1", "/.wayleave/events?v=1&ch=a&since=k%3A1%3A00000001 Bearer T2"]);
    }

    [Fact]
    public async Task A_read_that_was_left_goes_on_behind_what_it_has_given()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(false, Hello, Subscribed, Event(1), Event(2), Event(3)), ScriptedHandler.Stream(false, Hello, Event(2), Event(3)));
        await using var client = Client(server);
        (await ReadAsync(client, 1)).ShouldBe([1]);
        client.Positions.ToString().ShouldBe("""{"a":"k:1:00000001"}""");
        client.State.ShouldBe(EventsClientState.Idle);
        (await ReadAsync(client, 2)).ShouldBe([2, 3]);
        server.Asked[1].ShouldEndWith("since=k%3A1%3A00000001");
    }

    [Fact]
    public async Task A_failed_ticket_is_a_failed_attempt_and_may_say_when_to_ask_again()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(false, Hello, Subscribed, Event(1)));
        var asked = 0;
        await using var client = Client(server, options => options with
        {
            GetTicket = _ => ++asked switch
            {
                1 => throw new IOException("away"),
                2 => ValueTask.FromException<EventsTicket>(new EventsTicketException("busy", TimeSpan.FromSeconds(7))),
                _ => ValueTask.FromResult<EventsTicket>("T"),
            },
        });
        var waits = new List<TimeSpan>();
        await foreach (var item in ReadAllAsync(client))
        {
            if (item is ConnectionChange { State: EventsClientState.Waiting } change)
            {
                waits.Add(change.Delay);
                change.Cause.ShouldNotBeNull();
                await PassAsync(change.Delay);
            }

            if (item is ChannelEvent)
                break;
        }

        waits.ShouldBe([TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(8)]);
        server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_ticket_may_say_when_to_connect()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(false, Hello, Subscribed, Event(1)));
        await using var client = Client(server, options => options with { GetTicket = _ => ValueTask.FromResult(new EventsTicket("T", TimeSpan.FromSeconds(2))) });
        var reading = ReadAsync(client, 1);
        await PassAsync(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        server.Asked.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromTicks(1));
        (await reading).ShouldBe([1]);
    }

    [Fact]
    public async Task A_ticket_that_does_not_come_is_waited_for_no_longer_than_a_connection()
    {
        await using var client = Client(new ScriptedHandler(), options => options with
        {
            MaxRetries = 0, GetTicket = async _ =>
            {
                await new TaskCompletionSource().Task;
                return "";
            },
        });
        var reading = EndAsync(client);
        await PassAsync(TimeSpan.FromSeconds(15));
        (await reading).ShouldBeOfType<EventsRetriesException>().Message.ShouldContain("no ticket");
    }

    [Fact]
    public async Task A_line_on_which_nothing_comes_for_two_heartbeats_is_given_up()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(false, Hello, Subscribed));
        await using var client = Client(server, options => options with { MaxRetries = 0 });
        await using var items = ReadAllAsync(client).GetAsyncEnumerator();
        do
        {
            (await items.MoveNextAsync()).ShouldBeTrue();
        }
        while (items.Current is not ChannelSubscribed);
        var next = items.MoveNextAsync().AsTask();
        await PassAsync(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        next.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromTicks(1));
        (await Should.ThrowAsync<EventsRetriesException>(next)).Message.ShouldContain("nothing came for 60 s");
    }

    [Fact]
    public async Task A_server_without_a_first_word_is_left_for_the_next_transport()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(false), ScriptedHandler.Json($$"""{"events":[{{Event(1)}}],"next":"k:1:00000001","gap":null}"""));
        await using var client = Client(server, options => options with { Transports = [EventsTransport.ServerSentEvents, EventsTransport.LongPoll] });
        var reading = ReadAsync(client, 1);
        await PassAsync(TimeSpan.FromSeconds(15));
        (await reading).ShouldBe([1]);
        server.Asked[1].ShouldBe("/.wayleave/poll?v=1&ch=a&poll=1&wait=0");
    }

    [Fact]
    public async Task One_ticket_opens_a_poll_and_what_it_gives_the_next()
    {
        using var server = new ScriptedHandler(
            ScriptedHandler.Json($$"""{"events":[{{Event(1)}}],"next":"k:1:00000001.s1","gap":null}"""), ScriptedHandler.Json("""{"events":[],"next":"k:1:00000001.s2","gap":null}"""),
            ScriptedHandler.Json($$"""{"events":[{{Event(2)}}],"next":"k:2:00000002.s3","gap":null}"""), ScriptedHandler.Status(HttpStatusCode.Unauthorized),
            ScriptedHandler.Json($$"""{"events":[{{Event(3)}}],"next":"k:3:00000003.s4","gap":null}"""));
        var tickets = 0;
        await using var client = Client(server, options => options with { Transports = [EventsTransport.LongPoll], Chance = () => 0, GetTicket = _ => ValueTask.FromResult<EventsTicket>($"T{++tickets}") });
        (await ReadAsync(client, 3)).ShouldBe([1, 2, 3]);
        server.Asked.Take(5).ShouldBe(
        [
            "/.wayleave/poll?v=1&ch=a&poll=1&wait=0 Bearer T1", "/.wayleave/poll?v=1&ch=a&poll=1&wait=0&since=k%3A1%3A00000001.s1 Bearer T1",
            "/.wayleave/poll?v=1&ch=a&poll=1&wait=25&since=k%3A1%3A00000001.s2 Bearer T1", "/.wayleave/poll?v=1&ch=a&poll=1&wait=25&since=k%3A2%3A00000002.s3 Bearer T1",
            "/.wayleave/poll?v=1&ch=a&poll=1&wait=0&since=k%3A2%3A00000002 Bearer T2",
        ]);
    }

    [Fact]
    public async Task A_refusal_for_good_ends_the_stream_once_all_that_came_before_is_given()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(true, Hello, Subscribed, Event(1)), ScriptedHandler.Status(HttpStatusCode.Unauthorized));
        await using var client = Client(server, options => options with { Chance = () => 0 });
        var got = 0;
        var thrown = await Should.ThrowAsync<EventsRefusedException>(async () =>
        {
            await foreach (var item in ReadAllAsync(client))
                got += item is ChannelEvent ? 1 : 0;
        });
        (got, thrown.Status).ShouldBe((1, 401));
    }

    [Fact]
    public async Task A_server_that_asks_for_time_gets_it()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Status(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(9)), ScriptedHandler.Stream(false, Hello, Subscribed, Event(1)));
        await using var client = Client(server);
        var reading = ReadAsync(client, 1);
        await PassAsync(TimeSpan.FromSeconds(9.5) - TimeSpan.FromTicks(1));
        server.Asked.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromTicks(1));
        (await reading).ShouldBe([1]);
    }

    [Theory]
    [InlineData(EventsTransport.ServerSentEvents)]
    [InlineData(EventsTransport.LongPoll)]
    public async Task A_message_that_is_too_long_ends_the_stream(EventsTransport transport)
    {
        var large = $$"""{"type":"event","ch":"a","data":"{{new string('x', transport == EventsTransport.LongPoll ? 600_000 : 2000)}}"}""";
        using var server = new ScriptedHandler(transport == EventsTransport.LongPoll ? ScriptedHandler.Json($$"""{"events":[{{large}}],"next":"x"}""") : ScriptedHandler.Stream(false, Hello, large));
        await using var client = Client(server, options => options with { MaxMessageBytes = 1024, Transports = [transport] });
        (await EndAsync(client)).ShouldBeOfType<EventsTooLongException>().Message.ShouldContain("MaxMessageBytes");
    }

    [Fact]
    public async Task A_slow_reader_holds_up_the_network_and_misses_nothing()
    {
        const int count = 500, room = 10;
        var read = 0;
        using var server = new ScriptedHandler(request =>
        {
            var frames = new[] { Hello, Subscribed }.Concat(Enumerable.Range(1, count).Select(Event)).Select(frame => $"data: {frame}\n\n");
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new FrameStream(frames, ends: false, () => Interlocked.Increment(ref read))), RequestMessage = request };
            response.Content.Headers.ContentType = new("text/event-stream");
            return response;
        });
        await using var client = Client(server, options => options with { MaxBacklogItems = room });
        var items = 0;
        await foreach (var item in ReadAllAsync(client))
        {
            // Time in which nothing is asked for makes no line dead.
            if (items++ == 100)
                _time.Advance(TimeSpan.FromHours(1));
            // The one in the reader's hands, those that wait, and the one that waits to wait.
            Volatile.Read(ref read).ShouldBeLessThanOrEqualTo(items + room + 1);
            if (item is ChannelEvent each && each.GetJson().GetInt32() == count)
                break;
        }

        // Connecting, connected, subscribed, and no other change.
        items.ShouldBe(count + 3);
    }

    [Fact]
    public async Task A_disposal_ends_a_read_and_a_second_reader_is_refused()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(false, Hello, Subscribed));
        var client = Client(server);
        await using var items = ReadAllAsync(client).GetAsyncEnumerator();
        while (await items.MoveNextAsync() && items.Current is not ChannelSubscribed)
        {
        }

        await Should.ThrowAsync<InvalidOperationException>(async () => await ReadAllAsync(client).GetAsyncEnumerator().MoveNextAsync());
        client.State.ShouldBe(EventsClientState.Connected);
        var next = items.MoveNextAsync().AsTask();
        await client.DisposeAsync();
        await client.DisposeAsync();
        (await next).ShouldBeFalse();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await ReadAllAsync(client).GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task Cancellation_ends_a_read()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(false, Hello, Subscribed, Event(1)));
        await using var client = Client(server);
        using var over = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in client.ReadAllAsync(over.Token))
                if (item is ChannelEvent)
                    await over.CancelAsync();
        });
    }

    [Fact]
    public async Task Those_who_read_events_alone_are_told_of_gaps_in_their_place()
    {
        using var server = new ScriptedHandler(ScriptedHandler.Stream(
            false, Hello, Subscribed, Event(1), """{"type":"gap","ch":"a","reason":"slow","from":"k:1:00000001","to":"k:4:00000004","lost":3}""", Event(5)));
        await using var client = Client(server);
        var told = new List<string>();
        await foreach (var each in client.ReadEventsAsync((gap, _) =>
        {
            told.Add($"{gap.Reason} {gap.Lost}");
            return ValueTask.CompletedTask;
        }))
        {
            told.Add(each.Id!);
            if (told.Count == 3)
                break;
        }

        told.ShouldBe(["k:1:00000001", "slow 3", "k:5:00000005"]);
    }

    [Fact]
    public void Options_are_checked_when_a_client_is_made()
    {
        var sound = new EventsClientOptions { Url = new Uri("https://app.example/ws/7") };
        foreach (var wrong in (EventsClientOptions[])
        [
            sound with { Url = new Uri("ftp://app.example") }, sound with { Url = new Uri("/ws/7", UriKind.Relative) }, sound with { Channels = ["a b"] },
            sound with { Channels = [.. Enumerable.Range(0, 129).Select(n => $"{n}")] }, sound with { Transports = [] }, sound with { Transports = [EventsTransport.LongPoll, EventsTransport.LongPoll] },
            sound with { Transports = [(EventsTransport)7] }, sound with { ConnectTimeout = TimeSpan.Zero }, sound with { MinRetryDelay = TimeSpan.Zero }, sound with { MaxRetryDelay = TimeSpan.FromSeconds(0.9) },
            sound with { MaxRetries = -1 }, sound with { MaxMessageBytes = 1023 }, sound with { MaxBacklogItems = 0 }, sound with { MaxBacklogBytes = 0 }, sound with { Since = "20" },
            sound with { Since = "k:1:00000001", Channels = ["a", "b"] },
        ])
            Should.Throw<ArgumentException>(() => new EventsClient(wrong));
    }

    [Fact]
    public void A_ticket_is_not_told() => new EventsTicket("secret").ToString().ShouldNotContain("secret");

    [Fact]
    public void An_event_is_read_as_JSON_and_bytes_are_not()
    {
        var each = new ChannelEvent { Channel = "a", Id = null, Data = "[1,2]"u8.ToArray(), ReceivedAt = default };
        each.GetJson()[1].GetInt32().ShouldBe(2);
        each.GetJson(Json.Default.Int32Array).ShouldBe([1, 2]);
        Should.Throw<InvalidOperationException>(() => (each with { IsBinary = true }).GetJson());
    }

    private static string Event(int n) => $$"""{"type":"event","ch":"a","id":"k:{{n}}:{{n:x8}}","data":{{n}}}""";

    private EventsClient Client(ScriptedHandler server, Func<EventsClientOptions, EventsClientOptions>? with = null)
    {
        var options = new EventsClientOptions
        {
            Url = new Uri("http://server.example"), Channels = ["a"], Handler = server, Transports = [EventsTransport.ServerSentEvents], Time = _time, Chance = () => 0.5,
        };
        return new EventsClient(with?.Invoke(options) ?? options);
    }

    private static async IAsyncEnumerable<StreamItem> ReadAllAsync(EventsClient client)
    {
        using var limit = new CancellationTokenSource(s_bound);
        await foreach (var item in client.ReadAllAsync(limit.Token))
            yield return item;
    }

    // Waits are passed as they come.
    private async Task<List<int>> ReadAsync(EventsClient client, int count)
    {
        var got = new List<int>();
        await foreach (var item in ReadAllAsync(client))
        {
            if (item is ConnectionChange { State: EventsClientState.Waiting, Delay.Ticks: > 0 } change && change.Reason!.StartsWith("the stream", StringComparison.Ordinal))
                await PassAsync(change.Delay);
            if (item is ChannelEvent each)
                got.Add(each.GetJson().GetInt32());
            if (got.Count == count)
                break;
        }

        return got;
    }

    private static async Task<Exception?> EndAsync(EventsClient client) => await Record.ExceptionAsync(async () =>
    {
        await foreach (var item in ReadAllAsync(client))
            item.ShouldNotBeNull();
    });

    private async Task PassAsync(TimeSpan time)
    {
        await _time.WaitForTimerAsync();
        _time.Advance(time);
    }
}
