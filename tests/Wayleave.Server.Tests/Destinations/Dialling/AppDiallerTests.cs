using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Destinations.Dialling;
using Wayleave.Server.Destinations.Naming;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Destinations.Dialling;

public sealed class AppDiallerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _tried = new();
    private Names? _names;

    // "app" has the addresses given; everything else comes from the hosts file of a machine without any.
    private AppDialler Dialler(ConnectOne? connect, params string[] addresses)
    {
        _names = new Names(
            new NameSources
            {
                Hosts = () => HostsFile.Parse(string.Concat(addresses.Select(address => $"{address} app\n"))),
                Resolver = () => null,
                System = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
            },
            _time);
        return new AppDialler(_names, _time, null, connect);
    }

    // With the name in memory a dial runs up to its first connect before it returns: what a test does next comes after that.
    private async Task KnowAsync() => await _names!.LookUpAsync("app", CancellationToken.None);

    private ConnectOne Noting(Func<string, CancellationToken, Task<Socket>> connect) => (endPoint, cancel) =>
    {
        _tried.Enqueue(endPoint.ToString());
        return new ValueTask<Socket>(connect(endPoint.Address.ToString(), cancel));
    };

    private static Socket Unconnected() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static async Task<Socket> NeverAsync(CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        throw new UnreachableException();
    }

    private static Task<Socket> Fails(SocketError error) => Task.FromException<Socket>(new SocketException((int)error));

    [Fact]
    public async Task The_last_descriptors_are_not_taken_for_a_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dialler = new AppDialler(new Names(NameSources.OfThisMachine(), _time), _time, lastHandle: 0);
        var outcome = await dialler.DialAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None);
        outcome.Failure.ShouldNotBeNull().Kind.ShouldBe(DialFailureKind.Exhausted);
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_literal_address_is_connected_to_without_delay()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var outcome = await Dialler(null).DialAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None);
        using var socket = outcome.Socket.ShouldNotBeNull();
        socket.Connected.ShouldBeTrue();
        socket.NoDelay.ShouldBeTrue();
        _time.WaitingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_refuses()
    {
        using var bound = Unconnected();
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var outcome = await Dialler(null).DialAsync("127.0.0.1", ((IPEndPoint)bound.LocalEndPoint!).Port, CancellationToken.None);
        outcome.Failure.ShouldBe(new DialFailure(DialStage.Connect, DialFailureKind.Refused, $"{bound.LocalEndPoint}: connection refused"));
    }

    [Theory]
    [InlineData(SocketError.NetworkUnreachable, "192.0.2.1", DialFailureKind.Unreachable, false)]
    [InlineData(SocketError.AccessDenied, "192.0.2.1", DialFailureKind.Unreachable, false)]
    [InlineData(SocketError.TimedOut, "192.0.2.1", DialFailureKind.TimedOut, false)]
    [InlineData(SocketError.ConnectionReset, "192.0.2.1", DialFailureKind.Reset, false)]
    [InlineData(SocketError.TooManyOpenSockets, "192.0.2.1", DialFailureKind.Exhausted, true)]
    [InlineData(SocketError.AddressNotAvailable, "192.0.2.1", DialFailureKind.Exhausted, true)]
    [InlineData(SocketError.AddressNotAvailable, "::1", DialFailureKind.Unreachable, false)]
    public async Task A_failure_says_what_it_is_and_whose(SocketError error, string address, object kind, bool isOurs)
    {
        var failure = (await Dialler(Noting((_, _) => Fails(error))).DialAsync(address, 80, CancellationToken.None)).Failure.ShouldNotBeNull();
        failure.Kind.ShouldBe(kind);
        failure.IsOurs.ShouldBe(isOurs);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("app")]
    public async Task What_does_not_answer_is_given_up_after_five_seconds(string host)
    {
        var dialler = Dialler(Noting((_, cancel) => NeverAsync(cancel)), "192.0.2.1", "2001:db8::1");
        await KnowAsync();
        var dialling = dialler.DialAsync(host, 80, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        dialling.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromTicks(1));
        var failure = (await dialling).Failure.ShouldNotBeNull();
        failure.Stage.ShouldBe(DialStage.Connect);
        failure.Kind.ShouldBe(DialFailureKind.TimedOut);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("app")]
    public async Task Whoever_gives_up_is_told_so_and_not_that_the_app_failed(string host)
    {
        using var cancel = new CancellationTokenSource();
        var dialling = Dialler(Noting((_, token) => NeverAsync(token)), "192.0.2.1", "2001:db8::1").DialAsync(host, 80, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(dialling);
    }

    [Fact]
    public async Task All_addresses_are_tried_at_once_after_each_other_where_they_fail()
    {
        var failure = (await Dialler(
                Noting((address, _) => Fails(address.Contains(':') ? SocketError.NetworkUnreachable : SocketError.ConnectionRefused)),
                "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2")
            .DialAsync("app", 80, CancellationToken.None)).Failure.ShouldNotBeNull();
        _tried.ShouldBe(["[2001:db8::1]:80", "192.0.2.1:80", "[2001:db8::2]:80", "192.0.2.2:80"]);
        failure.Kind.ShouldBe(DialFailureKind.Refused);
        foreach (var tried in _tried)
            failure.Words.ShouldContain(tried);
    }

    [Fact]
    public async Task The_address_that_answered_last_goes_first()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dialler = Dialler(
            (endPoint, cancel) =>
            {
                _tried.Enqueue(endPoint.Address.ToString());
                if (endPoint.Address.Equals(IPAddress.Parse("2001:db8::1")))
                    return new ValueTask<Socket>(Fails(SocketError.NetworkUnreachable));
                return ConnectAsync(endPoint, cancel);
            },
            "2001:db8::1", "127.0.0.1");
        for (var i = 0; i < 2; i++)
            (await dialler.DialAsync("app", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None)).Socket.ShouldNotBeNull().Dispose();
        _tried.ShouldBe(["2001:db8::1", "127.0.0.1", "127.0.0.1"]);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_fails_at_its_stage()
    {
        var failure = (await Dialler(null).DialAsync("nowhere", 80, CancellationToken.None)).Failure.ShouldNotBeNull();
        failure.Stage.ShouldBe(DialStage.Name);
        failure.Kind.ShouldBe(DialFailureKind.NameNotFound);
    }

    [Fact]
    public async Task An_ordinary_client_dials_the_same_way_and_tells_why_it_could_not()
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = Dialler(Noting((_, _) => Fails(SocketError.ConnectionRefused)), "192.0.2.1").ConnectAsync, UseProxy = false });
        var thrown = await Should.ThrowAsync<HttpRequestException>(client.GetAsync("http://app:81/"));
        _tried.ShouldBe(["192.0.2.1:81"]);
        DialException.FailureOf(thrown).ShouldNotBeNull().Kind.ShouldBe(DialFailureKind.Refused);
        DialException.FailureOf(new HttpRequestException("the app hung up")).ShouldBeNull();
    }

    private static async ValueTask<Socket> ConnectAsync(IPEndPoint endPoint, CancellationToken cancel)
    {
        var socket = Unconnected();
        await socket.ConnectAsync(endPoint, cancel);
        return socket;
    }
}
