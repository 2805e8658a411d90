using System.Net;
using System.Net.Sockets;
using System.Text;
using Wayleave.Server.Echo;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve;

public sealed class SystemdTests
{
    // What systemd does for a socket unit: binds, then becomes the service, with the socket as descriptor 3.
    private const string Activate =
        """
        import os, socket, sys
        listener = socket.create_server(("127.0.0.1", 0))
        print("activated=%d" % listener.getsockname()[1], flush=True)
        os.dup2(listener.fileno(), 3)
        os.set_inheritable(3, True)
        os.environ["LISTEN_PID"] = str(os.getpid())
        os.environ["LISTEN_FDS"] = "1"
        os.environ["LISTEN_FDNAMES"] = "http"
        os.execvp(sys.argv[1], sys.argv[1:])
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_serves_on_the_socket_that_systemd_passes_and_tells_how_it_does(bool isAbstract)
    {
        await using var app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        using var folder = new ScratchFolder("systemd");
        var name = isAbstract ? $"@wayleave-{Guid.NewGuid()}" : Path.Combine(folder.Path, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + name[1..] : name));
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = name, ["WATCHDOG_USEC"] = "200000" };
        await using var served = ServedProgram.Launch(environment, ["python3", "-c", Activate, .. ServedProgram.Command("--to", app.Url)]);

        var port = (await served.SaysAsync("activated="))["activated=".Length..];
        await TellsAsync(manager, $"READY=1\nSTATUS=listens on http://127.0.0.1:{port}");
        await served.ListensAsync();
        (await served.GetAsync()).ShouldStartWith("HTTP/1.1 200");
        await TellsAsync(manager, "WATCHDOG=1");

        await served.SignalAsync("HUP");
        await TellsAsync(manager, "RELOADING=1\nMONOTONIC_USEC=");
        await TellsAsync(manager, "READY=1\n");
        await served.SignalAsync("TERM");
        await TellsAsync(manager, "STOPPING=1\n");
        (await served.EndAsync()).ShouldBe(0);
    }

    private static async Task TellsAsync(Socket manager, string beginning)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[4096];
        while (true)
        {
            var text = Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, SocketFlags.None, limit.Token));
            if (text.StartsWith(beginning, StringComparison.Ordinal))
                return;
            // Signs of life come at any time.
            text.ShouldBe("WATCHDOG=1");
        }
    }
}
