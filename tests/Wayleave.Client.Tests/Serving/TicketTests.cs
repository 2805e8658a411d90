using Wayleave.Server.Tests.Tickets;
using Wayleave.TestKit;

namespace Wayleave.Client.Tests.Serving;

/// <summary>The client on the real server where tickets are asked for.</summary>
public sealed class TicketTests
{
    private const string Both = """{"sub":"7","channels":["a","b:*"]}""";
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(EventsTransport.WebSocket)]
    [InlineData(EventsTransport.ServerSentEvents)]
    [InlineData(EventsTransport.LongPoll)]
    public async Task Any_channels_are_read_by_name_with_a_ticket_for_each_connection(EventsTransport transport)
    {
        await using var rig = await TicketRig.StartAsync();
        await using var proxy = new CuttingProxy(rig.Gateway.Urls[0], 2, 1, 3);
        var (tickets, got) = (0, new List<string>());
        await using var client = new EventsClient(new EventsClientOptions
        {
            Url = new Uri(proxy.Url),
            Channels = ["a", "b:1"],
            Since = "0",
            Transports = [transport],
            Chance = () => 0,
            GetTicket = async _ =>
            {
                tickets++;
                return await rig.MintAsync(Both);
            },
        });
        for (var n = 0; n < 4; n++)
            await rig.PublishAsync(n % 2 == 0 ? "a" : "b:1", $"{n}");
        using var limit = new CancellationTokenSource(s_bound);
        await foreach (var each in client.ReadEventsAsync((gap, _) => throw new InvalidOperationException(gap.Reason), limit.Token))
        {
            got.Add($"{each.Channel} {each.GetJson()}");
            if (got.Count == 10)
                break;
            if (got.Count + 3 < 10)
                await rig.PublishAsync((got.Count + 3) % 2 == 0 ? "a" : "b:1", $"{got.Count + 3}");
        }

        got.Where(each => each[0] == 'a').ShouldBe(["a 0", "a 2", "a 4", "a 6", "a 8"]);
        got.Where(each => each[0] == 'b').ShouldBe(["b:1 1", "b:1 3", "b:1 5", "b:1 7", "b:1 9"]);
        proxy.Cut.ShouldBe(3);
        tickets.ShouldBe(4);
    }

    [Theory]
    [InlineData(EventsTransport.WebSocket, typeof(EventsClosedException))]
    [InlineData(EventsTransport.ServerSentEvents, typeof(EventsRefusedException))]
    [InlineData(EventsTransport.LongPoll, typeof(EventsRefusedException))]
    public async Task A_ticket_that_is_not_good_ends_the_stream(EventsTransport transport, Type failure)
    {
        await using var rig = await TicketRig.StartAsync();
        await using var client = new EventsClient(new EventsClientOptions
        {
            Url = new Uri($"{rig.Gateway.Urls[0]}/ws/7"), Transports = [transport], Chance = () => 0, GetTicket = _ => ValueTask.FromResult<EventsTicket>("not-a-ticket"),
        });
        var thrown = await Record.ExceptionAsync(async () =>
        {
            using var limit = new CancellationTokenSource(s_bound);
            await foreach (var item in client.ReadAllAsync(limit.Token))
                item.ShouldNotBeNull();
        });
        thrown.ShouldBeOfType(failure);
        (thrown as EventsClosedException)?.Code.ShouldBe(4001);
    }

    [Fact]
    public async Task An_ended_session_costs_a_new_ticket_and_no_event()
    {
        await using var rig = await TicketRig.StartAsync();
        var tickets = 0;
        await using var client = new EventsClient(new EventsClientOptions
        {
            Url = new Uri($"{rig.Gateway.Urls[0]}/ws/7"),
            Chance = () => 0,
            GetTicket = async _ => await rig.MintAsync($$"""{"sub":"7","expires_in":{{60 * ++tickets}}}"""),
        });
        using var limit = new CancellationTokenSource(s_bound);
        var (waits, got) = (new List<string>(), new List<int>());
        await foreach (var item in client.ReadAllAsync(limit.Token))
        {
            if (item is ConnectionChange { State: EventsClientState.Waiting } change)
            {
                waits.Add(change.Reason!);
                await rig.PublishAsync("user:7:events", "1");
            }

            if (item is ChannelSubscribed && tickets == 1)
                rig.Time.Advance(TimeSpan.FromSeconds(60));
            if (item is ChannelEvent each)
            {
                got.Add(each.GetJson().GetInt32());
                break;
            }
        }

        waits.Single().ShouldContain("4201");
        (tickets, got.Single()).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_session_goes_on_over_the_open_line_by_a_new_ticket()
    {
        await using var rig = await TicketRig.StartAsync();
        // Of its own, so that no time passes for the client that is to pass for the server alone.
        var time = new FakeTimeProvider(rig.Time.GetUtcNow());
        var begin = time.GetUtcNow();
        var tickets = 0;
        await using var client = new EventsClient(new EventsClientOptions
        {
            Url = new Uri($"{rig.Gateway.Urls[0]}/ws/7"),
            Time = time,
            GetTicket = async _ => new EventsTicket(await rig.MintAsync($$"""{"sub":"7","expires_in":{{60 * ++tickets}}}"""), TimeSpan.FromSeconds(tickets == 1 ? 0 : 3)),
        });
        using var limit = new CancellationTokenSource(s_bound);
        var told = new List<StreamItem>();
        await foreach (var item in client.ReadAllAsync(limit.Token))
        {
            told.Add(item);
            if (item is ChannelEvent)
                break;
            if (item is not ChannelSubscribed)
                continue;
            time.Advance(TimeSpan.FromSeconds(45));
            // The server has taken the second ticket, and the client its answer.
            await rig.Time.WaitForTimerAsync(begin.AddSeconds(120));
            await time.WaitForTimerAsync(begin.AddSeconds(45 + 90));
            rig.Time.Advance(TimeSpan.FromSeconds(61));
            await rig.PublishAsync("user:7:events", "1");
        }

        tickets.ShouldBe(2);
        told.OfType<ConnectionChange>().Select(change => change.State).ShouldBe([EventsClientState.Connecting, EventsClientState.Connected]);
    }

    [Fact]
    public async Task A_session_that_cannot_be_renewed_ends_when_it_was_to_end()
    {
        await using var rig = await TicketRig.StartAsync();
        var time = new FakeTimeProvider(rig.Time.GetUtcNow());
        var (tickets, got, refused) = (0, new List<int>(), 0);
        await using var client = new EventsClient(new EventsClientOptions
        {
            Url = new Uri($"{rig.Gateway.Urls[0]}/ws/7"),
            Time = time,
            Chance = () => 0,
            GetTicket = async _ => ++tickets == 2 ? "used-up" : await rig.MintAsync("""{"sub":"7","expires_in":60}"""),
        });
        using var limit = new CancellationTokenSource(s_bound);
        await foreach (var item in client.ReadAllAsync(limit.Token))
        {
            switch (item)
            {
                case ChannelSubscribed when tickets == 1:
                    time.Advance(TimeSpan.FromSeconds(45));
                    break;
                case ServerRefusal { Code: "bad_ticket" }:
                    refused++;
                    rig.Time.Advance(TimeSpan.FromSeconds(60));
                    break;
                case ConnectionChange { State: EventsClientState.Waiting } change:
                    change.Reason!.ShouldContain("4201");
                    await rig.PublishAsync("user:7:events", "1");
                    break;
                case ChannelEvent each:
                    got.Add(each.GetJson().GetInt32());
                    break;
            }

            if (got.Count > 0)
                break;
        }

        (tickets, refused, got.Single()).ShouldBe((3, 1, 1));
    }
}
