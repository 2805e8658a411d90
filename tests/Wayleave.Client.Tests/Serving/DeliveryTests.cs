using System.Globalization;
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
}
