using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Wayleave.Protocol.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Listening;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Serving;

public sealed class AcceptorTests : IDisposable
{
    private readonly SocketConnectionContextFactory _contexts = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly PendingHeads _pending = new(new FakeTimeProvider());
    private readonly ReserveDescriptor _reserve = new();

    public void Dispose()
    {
        _pending.EndAll();
        _pending.Dispose();
        _reserve.Dispose();
        _contexts.Dispose();
    }

    [Fact]
    public void What_waits_in_the_queue_is_accepted_without_waiting_for_more()
    {
        var services = Services(lastHandle: long.MaxValue);
        using var listening = ListeningSocket.Bind(new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0)));
        using var one = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp);
        one.Connect(listening.EndPoint);
        other.Connect(listening.EndPoint);

        new Acceptor(listening, services).EmptyQueue();
        services.Count.Now.ShouldBe(2);
        services.Newcomers.Now.ShouldBe(2);
    }

    [Fact]
    public void Nobody_is_let_in_who_would_take_one_of_the_last_descriptors()
    {
        var services = Services(lastHandle: 0);
        using var listening = ListeningSocket.Bind(new ListenSettings(false, new IPEndPoint(IPAddress.Loopback, 0)));
        using var one = new Socket(SocketType.Stream, ProtocolType.Tcp);
        one.Connect(listening.EndPoint);

        new Acceptor(listening, services).EmptyQueue();
        services.Count.Now.ShouldBe(0);
        var answer = new byte[1024];
        Encoding.ASCII.GetString(answer, 0, one.Receive(answer)).ShouldStartWith("HTTP/1.1 503 ");
    }

    private AcceptorServices Services(long lastHandle) => new()
    {
        Upgrades = new NoUpgrades(), Count = new ConnectionCount(10), Pending = _pending, Reserve = _reserve, LastHandle = lastHandle, HeadLimits = () => new HeadLimits(1024),
        HandshakeLimit = () => TimeSpan.FromSeconds(10), Contexts = _contexts, Time = new FakeTimeProvider(),
    };
}
