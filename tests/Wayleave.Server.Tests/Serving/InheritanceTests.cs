using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Configuration;
using Wayleave.Server.Listening;

namespace Wayleave.Server.Tests.Serving;

public sealed class InheritanceTests : IDisposable
{
    private readonly List<string> _forgotten = [];
    private readonly List<Socket> _bound = [];

    public void Dispose() => _bound.ForEach(socket => socket.Dispose());

    [Fact]
    public void A_socket_goes_to_the_entry_with_its_address_then_to_that_of_its_name_then_in_order()
    {
        var (a, b, c) = (Bind(), Bind(), Bind());
        ImmutableArray<ListenSettings> wanted = [Any(1, tls: false), Any(2, tls: true), new(false, (IPEndPoint)c.LocalEndPoint!)];

        var found = Predecessor((a, "https"), (b, ""), (c, "")).Match(wanted);
        found.Keys.ShouldBe([wanted[2]]);

        found = Systemd((a, "https"), (b, ""), (c, "")).Match(wanted);
        Port(found[wanted[0]]).ShouldBe(Port(b));
        Port(found[wanted[1]]).ShouldBe(Port(a));
        Port(found[wanted[2]]).ShouldBe(Port(c));
    }

    [Fact]
    public void One_of_all_addresses_of_IPv6_serves_the_port()
    {
        using var other = Bind();
        var any = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        any.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        any.Listen();
        _bound.Add(any);
        ListenSettings wanted = new(false, new IPEndPoint(IPAddress.Any, Port(any)));
        Port(Systemd((other, ""), (any, "")).Match([wanted])[wanted]).ShouldBe(Port(any));
    }

    [Fact]
    public void What_is_meant_for_another_process_is_not_taken_and_children_do_not_see_it()
    {
        var passed = new Dictionary<string, string> { ["LISTEN_FDS"] = "1", ["LISTEN_PID"] = "1234567", ["LISTEN_FDNAMES"] = "x" };
        var inheritance = Inheritance.Take(passed.GetValueOrDefault, _forgotten.Add, processId: 7654321);
        inheritance.Match([Any(1, tls: false)]).ShouldBeEmpty();
        inheritance.CloseRest().ShouldBeEmpty();
        _forgotten.ShouldBe(["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"], ignoreOrder: true);
    }

    [Fact]
    public void What_does_not_listen_is_told_and_what_nobody_wants_is_closed_and_told()
    {
        using var idle = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        idle.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var spare = Bind();
        var inheritance = Predecessor((idle, ""), (spare, ""));

        var told = inheritance.CloseRest();
        told.Length.ShouldBe(2);
        told[0].ShouldContain("no socket of TCP that listens");
        told[1].ShouldContain(spare.LocalEndPoint!.ToString()!);
    }

    private Inheritance Predecessor(params (Socket Socket, string Name)[] sockets) => Take(new()
    {
        [Inheritance.SocketsVariable] = string.Join(' ', sockets.Select(one => Inheritance.Pass(Duplicate(one.Socket), one.Name))),
    });

    // systemd's begin at 3, where a test has others: so the matching alone, with what the variables would have given.
    private static Inheritance Systemd(params (Socket Socket, string Name)[] sockets) =>
        Inheritance.OfSockets(sockets.Select(one => new InheritedSocket(one.Socket, one.Name)));

    private Inheritance Take(Dictionary<string, string> environment) => Inheritance.Take(environment.GetValueOrDefault, _forgotten.Add, 1);

    private static int Duplicate(Socket socket)
    {
        var handle = Descriptors.Share(socket);
        var descriptor = int.Parse(handle.DangerousGetHandle().ToString(), CultureInfo.InvariantCulture);
        handle.SetHandleAsInvalid();
        return descriptor;
    }

    private Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        _bound.Add(socket);
        return socket;
    }

    private static ListenSettings Any(int port, bool tls) => new(tls, new IPEndPoint(IPAddress.Parse("127.0.0.9"), port));

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
