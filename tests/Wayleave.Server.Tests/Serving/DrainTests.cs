using System.Net;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Configuration;
using Wayleave.Server.Destinations;
using Wayleave.Server.Relaying;
using Wayleave.Server.Serving;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Serving;

public sealed class DrainTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan s_quarter = s_window / 4;

    private readonly FakeTimeProvider _time = new();
    private readonly TunnelRegistry _tunnels = new(new Quiet());
    private readonly Destination _destination;

    public DrainTests()
    {
        var pool = new DestinationPool(_time);
        var route = new RouteSettings { Name = "/", Path = "/", Destinations = [new DestinationSettings(new Uri("http://127.0.0.1:1"))] };
        _destination = pool.Load(new ServeSettings { Routes = [route] })["/"].Destinations.Single();
    }

    [Fact]
    public async Task Sockets_are_told_1012_one_after_the_other_evenly_over_the_window()
    {
        var clients = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();
        var telling = Drain.TellAsync(_tunnels, s_window, _time, CancellationToken.None);

        for (var told = 1; told <= 4; told++)
        {
            Told(clients).ShouldBe(told);
            _time.Advance(s_quarter - TimeSpan.FromTicks(1));
            Told(clients).ShouldBe(told);
            // What a timer began goes on elsewhere: it has, when the next timer waits.
            if (told < 4)
                await AdvanceAsync(clients, told + 1);
        }

        await telling;
        clients.ShouldAllBe(client => CloseOf(client).Code == 1012);
    }

    [Fact]
    public async Task The_order_is_one_of_chance()
    {
        var first = new HashSet<int>();
        for (var i = 0; i < 100 && first.Count < 2; i++)
        {
            var tunnels = new TunnelRegistry(new Quiet());
            var clients = Enumerable.Range(0, 2).Select(_ => Open(tunnels)).ToArray();
            using var stop = new CancellationTokenSource();
            var telling = Drain.TellAsync(tunnels, s_window, _time, stop.Token);
            first.Add(Array.FindIndex(clients, client => client.Sent.Length > 0));
            await stop.CancelAsync();
            await telling.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        first.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_opens_meanwhile_is_told_at_once()
    {
        await Drain.TellAsync(_tunnels, s_window, _time, CancellationToken.None);
        var late = Open();
        CloseOf(late).Code.ShouldBe((ushort)1012);
    }

    [Fact]
    public async Task Without_sockets_there_is_nothing_to_wait_for() =>
        await Drain.TellAsync(_tunnels, s_window, _time, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));

    private static int Told(SilentEnd[] clients) => clients.Count(client => client.Sent.Length > 0);

    private async Task AdvanceAsync(SilentEnd[] clients, int told)
    {
        _time.Advance(TimeSpan.FromTicks(1));
        for (var i = 0; i < 1000 && Told(clients) < told; i++)
            await Task.Yield();
        SpinWait.SpinUntil(() => Told(clients) >= told, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    private SilentEnd Open(TunnelRegistry? tunnels = null)
    {
        tunnels ??= _tunnels;
        var client = new SilentEnd();
        var tunnel = new Tunnel(client, new SilentEnd(), new RelayOptions { Client = new(null), App = new(null), Close = TimeSpan.FromHours(1) },
            new RelayChance(1, 2, () => 3), 4096, _time);
        var info = new TunnelInfo
        {
            Id = tunnels.NextId(), Route = "/", Destination = _destination, Client = IPAddress.Loopback, Peer = new IPEndPoint(IPAddress.Loopback, 1),
            Path = "/", Protocol = "HTTP/1.1", Tls = false, Opened = _time.GetUtcNow(),
        };
        _ = tunnels.RunAsync(new LiveTunnel(info, tunnel), default, default);
        return client;
    }

    private static ClosePayload CloseOf(SilentEnd client)
    {
        // FIN 1, opcode 8, no mask: a frame of a server (RFC 6455 §5.2).
        client.Sent[0].ShouldBe((byte)0x88);
        return new ClosePayload((ushort)((client.Sent[2] << 8) | client.Sent[3]), System.Text.Encoding.UTF8.GetString(client.Sent.AsSpan(4)));
    }

    private sealed class Quiet : ITunnelObserver
    {
        public void RoundTrip(RelaySide side, TimeSpan elapsed)
        {
        }

        public void Opened(LiveTunnel tunnel)
        {
        }

        public void Closed(LiveTunnel tunnel, RelayEnding ending)
        {
        }
    }
}
