using System.Net;
using System.Net.WebSockets;
using Wayleave.Server.Echo;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve;

public sealed class HandOverTests
{
    private const int Callers = 8;
    private const int Sockets = 6;

    [Fact]
    public async Task Nothing_is_refused_or_reset_while_a_new_process_takes_over()
    {
        await using var app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        await using var served = await ServedProgram.StartAsync(null, "--to", app.Url, "--listen", "127.0.0.1:0", "--drain", "3s");
        var sockets = await Task.WhenAll(Enumerable.Range(0, Sockets).Select(_ => served.OpenAsync()));
        using var stop = new CancellationTokenSource();
        var calls = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(served, stop.Token))));

        await served.SignalAsync("USR2");
        await served.SaysAsync("has taken over");
        var closes = await Task.WhenAll(sockets.Select(ServedProgram.CloseAsync));
        (await served.EndAsync()).ShouldBe(0);
        (await ServedProgram.EchoAsync(await served.OpenAsync(), "the new one")).ShouldBe("the new one");
        await stop.CancelAsync();

        closes.ShouldAllBe(close => close.Code == 1012);
        // An Nth of the window after one another: the last five sixths of it after the first. On a busy machine later, never sooner.
        (closes.Max(close => close.At) - closes.Min(close => close.At)).ShouldBeGreaterThan(TimeSpan.FromSeconds(1.25));
        var answers = (await calls).SelectMany(answers => answers).ToArray();
        answers.Where(answer => !answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)).ShouldBeEmpty();
        // Thousands, where nothing else runs.
        answers.Length.ShouldBeGreaterThan(100);
        foreach (var socket in sockets)
            socket.Dispose();
    }

    [Fact]
    public async Task Where_the_new_process_fails_the_old_one_goes_on()
    {
        await using var app = EchoServer.Start(new EchoOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        using var folder = new ScratchFolder("hand-over");
        var file = folder.Write("wayleave.yaml", $"listen: 127.0.0.1:0\nroutes: [{{ path: /, proxy: {app.Url} }}]\n");
        await using var served = await ServedProgram.StartAsync(null, "-c", file);
        using var socket = await served.OpenAsync();

        await File.WriteAllTextAsync(file, "nonsense: 1\n");
        await served.SignalAsync("USR2");
        await served.SaysAsync("the successor ended with status 2 before it served; this process goes on");
        (await served.GetAsync()).ShouldStartWith("HTTP/1.1 200");
        (await ServedProgram.EchoAsync(socket, "still")).ShouldBe("still");
    }

    private static async Task<List<string>> CallAsync(ServedProgram served, CancellationToken stop)
    {
        var answers = new List<string>();
        while (!stop.IsCancellationRequested)
            answers.Add((await served.GetAsync()).Split('\n')[0]);
        return answers;
    }
}
