using System.Globalization;
using System.Net;
using Wayleave.Server.Tests.Events;

namespace Wayleave.Client.Tests.Serving;

/// <summary>The client on the real server, over a line that is cut again and again.</summary>
public sealed class DeliveryTests
{
    private const int Count = 120;
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(EventsTransport.WebSocket)]
    [InlineData(EventsTransport.ServerSentEvents)]
    [InlineData(EventsTransport.LongPoll)]
    public async Task Every_event_comes_once_and_in_order_although_the_line_is_cut(EventsTransport transport)
    {
        await using var rig = await EventRig.StartAsync();
        await using var proxy = new CuttingProxy(rig.Gateway.Urls[0], 3, 1, 1, 10, 2, 25, 1, 7);
        for (var n = 0; n < 20; n++)
            await rig.PublishAsync("user:7:events", $"{n}");
        using var limit = new CancellationTokenSource(s_bound);
        await using var client = new EventsClient(new EventsClientOptions { Url = new Uri($"{proxy.Url}/ws/7"), Since = "0", Transports = [transport], Chance = () => 0 });
        var got = new List<int>();
        await foreach (var item in client.ReadAllAsync(limit.Token))
        {
            item.ShouldNotBeOfType<ChannelGap>();
            if (item is not ChannelEvent each)
                continue;
            got.Add(each.GetJson().GetInt32());
            client.Positions["user:7:events"].ShouldBe(each.Id);
            if (got.Count == Count)
                break;
            if (got.Count + 19 < Count)
                await rig.PublishAsync("user:7:events", (got.Count + 19).ToString(CultureInfo.InvariantCulture));
        }

        got.ShouldBe(Enumerable.Range(0, Count));
        proxy.Cut.ShouldBe(8);
        client.State.ShouldBe(EventsClientState.Idle);
    }

    [Theory]
    [InlineData(EventsTransport.WebSocket)]
    [InlineData(EventsTransport.ServerSentEvents)]
    [InlineData(EventsTransport.LongPoll)]
    public async Task The_best_transport_that_passes_is_taken(EventsTransport expected)
    {
        await using var rig = await EventRig.StartAsync();
        await rig.PublishAsync("user:7:events", "1");
        using var hop = new NarrowHop(expected);
        await using var client = Client(rig, options => options with { Since = "0", Handler = hop });
        var items = await ReadUntilAsync(client, item => item is ChannelCaughtUp);
        items.OfType<ConnectionChange>().Single(change => change.State == EventsClientState.Connected).Transport.ShouldBe(expected);
        items.OfType<ChannelEvent>().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(EventsTransport.WebSocket)]
    [InlineData(EventsTransport.ServerSentEvents)]
    [InlineData(EventsTransport.LongPoll)]
    public async Task A_restart_goes_on_where_the_reader_was_in_each_of_several_channels(EventsTransport transport)
    {
        await using var rig = await EventRig.StartAsync(channels: ["user:{user_id}:events", "news"]);
        string kept;
        await using (var first = Client(rig, options => options with { Transports = [transport] }))
        {
            await foreach (var item in first.ReadAllAsync())
            {
                if (item is ChannelEvent)
                    break;
                // Only now, so that one of the channels is followed and has got nothing when the reader stops.
                if (item is ChannelSubscribed { Channel: "news" } || (item is ConnectionChange { State: EventsClientState.Connected } && transport == EventsTransport.LongPoll))
                    await rig.PublishAsync("user:7:events", "1");
            }

            kept = first.Positions.ToString();
        }

        await rig.PublishAsync("news", "2");
        await rig.PublishAsync("user:7:events", "3");
        await using var second = Client(rig, options => options with { Transports = [transport], Positions = ChannelPositions.Parse(kept) });
        var seen = 0;
        var items = await ReadUntilAsync(second, item => item is ChannelEvent && ++seen == 2);
        items.OfType<ChannelEvent>().Select(each => each.GetJson().GetInt32()).Order().ShouldBe([2, 3]);
        items.OfType<ChannelGap>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EventsTransport.WebSocket)]
    [InlineData(EventsTransport.ServerSentEvents)]
    [InlineData(EventsTransport.LongPoll)]
    public async Task What_is_lost_is_announced_and_the_rest_follows(EventsTransport transport)
    {
        await using var rig = await EventRig.StartAsync();
        var (_, first) = await rig.PublishAsync("user:7:events", "1");
        await rig.DeleteAsync("user:7:events");
        await rig.PublishAsync("user:7:events", "2");
        await using var client = Client(rig, options => options with { Transports = [transport], Since = first });
        var items = await ReadUntilAsync(client, item => item is ChannelGap);
        items.OfType<ChannelGap>().Single().Reason.ShouldBe("epoch");
        items.OfType<ChannelEvent>().ShouldBeEmpty();
        await rig.PublishAsync("user:7:events", "3");
        (await ReadUntilAsync(client, item => item is ChannelEvent)).OfType<ChannelEvent>().Single().GetJson().GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_stops_is_waited_for()
    {
        await using var rig = await EventRig.StartAsync();
        await using var client = Client(rig, options => options);
        var items = await ReadUntilAsync(client, item =>
        {
            if (item is ChannelSubscribed)
                _ = rig.Gateway.StopAsync(TimeSpan.FromMinutes(5));
            return item is ConnectionChange { State: EventsClientState.Waiting };
        });
        items[^1].ShouldBeOfType<ConnectionChange>().Reason!.ShouldContain("4101");
    }

    [Fact]
    public async Task A_path_without_a_channel_is_refused_for_good()
    {
        await using var rig = await EventRig.StartAsync();
        await using var client = Client(rig, options => options with { Url = new Uri($"{rig.Gateway.Urls[0]}/ws/a%20b") });
        (await Should.ThrowAsync<EventsRefusedException>(ReadUntilAsync(client, _ => false))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_tried_again_over_the_same_transport()
    {
        Uri nowhere;
        await using (var rig = await EventRig.StartAsync())
            nowhere = new Uri($"{rig.Gateway.Urls[0]}/ws/7");
        await using var client = new EventsClient(new EventsClientOptions { Url = nowhere, MaxRetries = 3, Chance = () => 0 });
        var transports = new List<EventsTransport>();
        await Should.ThrowAsync<EventsRetriesException>(async () =>
        {
            await foreach (var item in client.ReadAllAsync())
                if (item is ConnectionChange { State: EventsClientState.Connecting } change)
                    transports.Add(change.Transport);
        });
        transports.ShouldBe(Enumerable.Repeat(EventsTransport.WebSocket, 4));
    }

    private static EventsClient Client(EventRig rig, Func<EventsClientOptions, EventsClientOptions> with) =>
        new(with(new EventsClientOptions { Url = new Uri($"{rig.Gateway.Urls[0]}/ws/7"), Chance = () => 0 }));

    private static async Task<List<StreamItem>> ReadUntilAsync(EventsClient client, Func<StreamItem, bool> isLast)
    {
        using var limit = new CancellationTokenSource(s_bound);
        var items = new List<StreamItem>();
        await foreach (var item in client.ReadAllAsync(limit.Token))
        {
            items.Add(item);
            if (isLast(item))
                break;
        }

        return items;
    }

    /// <summary>A hop that lets one transport pass, and answers the others as hops do.</summary>
    private sealed class NarrowHop(EventsTransport passes) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var transport = request.Headers.Contains("Sec-WebSocket-Key") ? EventsTransport.WebSocket
                : request.Headers.Accept.Count > 0 ? EventsTransport.ServerSentEvents : EventsTransport.LongPoll;
            return transport == passes ? base.SendAsync(request, cancellationToken)
                : Task.FromResult(new HttpResponseMessage(transport == EventsTransport.WebSocket ? HttpStatusCode.UpgradeRequired : HttpStatusCode.NotFound) { RequestMessage = request });
        }
    }
}
