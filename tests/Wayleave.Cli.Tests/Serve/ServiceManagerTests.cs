using System.Net.Sockets;
using System.Text;
using Wayleave.Cli.Serve;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;

namespace Wayleave.Cli.Tests.Serve;

public sealed class ServiceManagerTests : IDisposable
{
    private readonly ScratchFolder _folder = new("notify");
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, string> _environment = [];

    public ServiceManagerTests()
    {
        string name = Path.Combine(_folder.Path, "socket");
        _manager.Bind(new UnixDomainSocketEndPoint(name));
        _manager.ReceiveTimeout = 10_000;
        _environment["NOTIFY_SOCKET"] = name;
    }

    public void Dispose()
    {
        _manager.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_reload_is_told_with_the_time_of_the_systems_own_clock()
    {
        using ServiceManager manager = Make();
        _time.Advance(TimeSpan.FromSeconds(2));
        manager.Reloading();
        Told().ShouldBe($"RELOADING=1\nMONOTONIC_USEC={_time.GetTimestamp() / TimeSpan.TicksPerMicrosecond}");
    }

    [Fact]
    public void Another_main_process_is_told()
    {
        using ServiceManager manager = Make();
        manager.Succeeded(12345);
        Told().ShouldBe("MAINPID=12345");
    }

    [Fact]
    public void The_watchdog_gets_a_sign_of_life_at_half_its_time()
    {
        (_environment["WATCHDOG_USEC"], _environment["WATCHDOG_PID"]) = ("2000000", "77");
        using ServiceManager manager = Make();
        _time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        _manager.Available.ShouldBe(0);
        _time.Advance(TimeSpan.FromTicks(1));
        Told().ShouldBe("WATCHDOG=1");
    }

    [Fact]
    public void The_watchdog_of_another_process_gets_none()
    {
        (_environment["WATCHDOG_USEC"], _environment["WATCHDOG_PID"]) = ("2000000", "78");
        using ServiceManager manager = Make();
        _time.WaitingTimers.ShouldBe(0);
    }

    [Fact]
    public void Without_systemd_and_with_one_that_has_gone_nothing_happens()
    {
        _environment["NOTIFY_SOCKET"] = Path.Combine(_folder.Path, "gone");
        using ServiceManager gone = Make();
        gone.Ready("fine");
        _environment.Clear();
        using ServiceManager none = Make();
        none.Ready("fine");
        _manager.Available.ShouldBe(0);
    }

    private ServiceManager Make() => new(_environment.GetValueOrDefault, processId: 77, _time);

    private string Told()
    {
        byte[] buffer = new byte[1000];
        return Encoding.UTF8.GetString(buffer, 0, _manager.Receive(buffer));
    }
}
