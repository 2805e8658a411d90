using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Listening;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Serving;

/// <summary>How listening ends: nobody may get into a queue that is closed next.</summary>
public sealed class ListenersTests : IAsyncDisposable
{
    private readonly SocketConnectionContextFactory _contexts = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly PendingHeads _pending = new(new FakeTimeProvider());
    private readonly ReserveDescriptor _reserve = new();
    private readonly Listeners _listeners;

    public ListenersTests() => _listeners = new Listeners(new AcceptorServices
    {
        Upgrades = new NoUpgrades(), Count = new ConnectionCount(10), Pending = _pending, Reserve = _reserve, HeadLimits = () => new HeadLimits(1024),
        HandshakeLimit = () => TimeSpan.FromSeconds(10), Contexts = _contexts, Time = new FakeTimeProvider(),
    });

    public async ValueTask DisposeAsync()
    {
        await _listeners.StopAsync(emptyQueues: false);
        _pending.EndAll();
        _pending.Dispose();
        _reserve.Dispose();
        _contexts.Dispose();
    }

    [Fact]
    public async Task Once_newcomers_are_turned_away_those_before_are_served_and_those_after_are_refused()
    {
        using var listening = ListeningSocket.Bind(Served.Http);
        using var early = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await early.ConnectAsync(listening.EndPoint);

        listening.TurnAway();
        using var late = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var connecting = late.ConnectAsync(listening.EndPoint);
        using (var accepted = await listening.Socket.AcceptAsync())
        {
            await early.SendAsync("hello"u8.ToArray());
            var buffer = new byte[10];
            Encoding.ASCII.GetString(buffer, 0, await accepted.ReceiveAsync(buffer)).ShouldBe("hello");
        }

        listening.Dispose();
        (await Should.ThrowAsync<SocketException>(() => connecting.WaitAsync(TimeSpan.FromSeconds(30)))).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Newcomers_are_turned_away_at_the_end_but_not_where_another_process_goes_on(bool emptyQueues, bool turnedAway)
    {
        var same = await ListenAsync(Served.Http);
        await _listeners.StopAsync(emptyQueues);
        IsTurnedAway(same).ShouldBe(turnedAway);
        same.Dispose();
    }

    [Fact]
    public async Task A_socket_that_another_process_may_have_is_left_as_it_is()
    {
        var same = await ListenAsync(Served.Http);
        using (_listeners.Sockets[0].Share())
            await _listeners.StopAsync(emptyQueues: true);
        IsTurnedAway(same).ShouldBeFalse();
        same.Dispose();

        using var passed = ListeningSocket.Bind(Served.Http);
        ListeningSocket.Adopt(Served.Http, passed.Socket).TurnAway();
        IsTurnedAway(passed.Socket).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reload_turns_newcomers_away_from_a_removed_address_and_not_from_one_that_speaks_TLS_from_now_on()
    {
        var same = await ListenAsync(Served.Http);
        await _listeners.ApplyAsync(_listeners.Plan([Served.Http with { Tls = true }], Inheritance.None, []));
        IsTurnedAway(same).ShouldBeFalse();
        await _listeners.ApplyAsync(_listeners.Plan([], Inheritance.None, []));
        IsTurnedAway(same).ShouldBeTrue();
        same.Dispose();
    }

    // The second descriptor shows what became of the socket when the first one is closed.
    private async Task<Socket> ListenAsync(ListenSettings settings)
    {
        await _listeners.ApplyAsync(_listeners.Plan([settings], Inheritance.None, []));
        var descriptor = Descriptors.Share(_listeners.Sockets[0].Socket);
        var handle = new SafeSocketHandle(descriptor.DangerousGetHandle(), ownsHandle: true);
        descriptor.SetHandleAsInvalid();
        return new Socket(handle);
    }

    // SO_GET_FILTER: how many instructions there are, where no room is given for them.
    private static bool IsTurnedAway(Socket socket) => socket.GetRawSocketOption(1, 26, []) > 0;
}
