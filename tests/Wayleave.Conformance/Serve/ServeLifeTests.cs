using System.Net;
using System.Net.Sockets;
using Wayleave.Server.Echo;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve;

public sealed class ServeLifeTests : IAsyncLifetime
{
    private readonly EchoServer _app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
    private readonly ScratchFolder _folder = new("serve");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_serves_until_it_is_told_to_end_and_then_tells_its_sockets()
    {
        await using var served = await ServedProgram.StartAsync(null, "--to", _app.Url, "--listen", "127.0.0.1:0", "--drain", "2s");
        (await served.GetAsync()).ShouldStartWith("HTTP/1.1 200");
        using var socket = await served.OpenAsync();

        await served.SignalAsync("TERM");
        (await ServedProgram.CloseAsync(socket)).Code.ShouldBe(1012);
        (await served.EndAsync()).ShouldBe(0);
        (await served.GetAsync()).ShouldContain("refused");
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        await using var served = await ServedProgram.StartAsync(null, "--to", _app.Url, "--listen", "127.0.0.1:0", "--drain", "1h");
        using var one = await served.OpenAsync();
        using var other = await served.OpenAsync();

        await served.SignalAsync("TERM");
        await served.SaysAsync("told to leave");
        await served.SignalAsync("TERM");
        // 128 and the signal's number: it did not come to its own end.
        (await served.EndAsync()).ShouldBe(143);
    }

    [Fact]
    public async Task An_address_in_use_is_one_line_and_status_2()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        await using var served = ServedProgram.Launch(null, ServedProgram.Command("--to", _app.Url, "--listen", taken.LocalEndPoint!.ToString()!));

        (await served.EndAsync()).ShouldBe(2);
        served.Output.Where(line => !line.Contains('=')).ShouldHaveSingleItem().ShouldContain($"cannot listen on http://{taken.LocalEndPoint}: ");
    }

    [Fact]
    public async Task The_port_that_a_platform_gives_is_taken()
    {
        var port = LoopbackPorts.Free();
        await using var served = await ServedProgram.StartAsync(new Dictionary<string, string> { ["PORT"] = $"{port}" }, "--to", _app.Url);
        served.Url.Port.ShouldBe(port);
        (await served.GetAsync("/.wayleave/healthz")).ShouldStartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task Where_nothing_can_be_written_the_self_signed_key_lives_in_memory_and_it_says_so()
    {
        // Nobody can make a folder there, not even root.
        var environment = new Dictionary<string, string> { ["HOME"] = "/proc/none", ["XDG_STATE_HOME"] = "/proc/none", ["STATE_DIRECTORY"] = "" };
        await using var served = await ServedProgram.StartAsync(environment, "--to", _app.Url, "--listen", "https://127.0.0.1:0");
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        using var client = new HttpClient(handler);
        (await client.GetAsync(new Uri(served.Url, "/healthz"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await served.SaysAsync("memory");
    }

    [Fact]
    public async Task A_changed_file_is_served_and_a_bad_one_is_not()
    {
        var file = _folder.Write("wayleave.yaml", FileWith("/one"));
        await using var served = await ServedProgram.StartAsync(null, "-c", file);
        (await served.GetAsync("/one/healthz")).ShouldStartWith("HTTP/1.1 200");
        (await served.GetAsync("/two/healthz")).ShouldStartWith("HTTP/1.1 404");
        using var socket = await served.OpenAsync();

        // As editors and mounted config maps do it.
        File.Move(_folder.Write("next", FileWith("/two")), file, overwrite: true);
        await served.SaysAsync("reloaded: route /two, route /one gone");
        (await served.GetAsync("/two/healthz")).ShouldStartWith("HTTP/1.1 200");
        (await served.GetAsync("/one/healthz")).ShouldStartWith("HTTP/1.1 404");

        await File.WriteAllTextAsync(file, "routes: nonsense\n");
        await served.SignalAsync("HUP");
        (await served.SaysAsync("what ran before goes on")).ShouldContain($"{file}:1");
        (await served.GetAsync("/two/healthz")).ShouldStartWith("HTTP/1.1 200");
        (await ServedProgram.EchoAsync(socket, "still")).ShouldBe("still");
    }

    private string FileWith(string path) =>
        $"""
        listen: 127.0.0.1:0
        routes:
          - path: {path}
            strip_prefix: {path}
            proxy: {_app.Url}
          - path: /ws
            proxy: {_app.Url}

        """;
}
