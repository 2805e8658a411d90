using System.Net;
using Wayleave.Conformance.Autobahn;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;
using Wire = Wayleave.TestKit.Wire;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>Nine thousand sockets that say nothing, while the settings change under them.</summary>
public sealed class IdleCrowdTests
{
    private const int Crowd = 9_000;
    private const int AtATime = 200;
    private const int Reloads = 10;
    private const int SteadyRounds = 8;
    private const int MostRounds = 100;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private int _opened;

    [Fact]
    public async Task No_socket_is_lost_by_ten_reloads_and_the_memory_comes_back()
    {
        await using var app = ScriptedApp.Start();
        using var folder = new ScratchFolder("crowd");
        var file = folder.Write("wayleave.yaml", Settings(app, 0));
        var port = LoopbackPorts.Free();
        // Compiled once and for all: what the compiler takes by and by, while code gets hot, is as large as what is looked for.
        await using var serve = await ServedProgram.StartAsync(new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" }, "-c", file, "--admin", $"127.0.0.1:{port}");
        using var admin = new AdminCalls(port);
        var before = await WarmUpAsync(serve, admin, file, app);

        var crowd = await OpenAsync(serve, Crowd);
        for (var reload = 1; reload <= Reloads; reload++)
            await ReloadAsync(serve, file, app, reload);
        // One more is let in, and each of the others is asked, not only counted.
        await AskAndCloseAsync([.. crowd, .. await OpenAsync(serve, 1)]);

        // What the last of them held is let go of by and by.
        await Bound.UntilAsync(
            s_limit, $"not more than a tenth beyond the {before} bytes held before the crowd", () => HeldAsync(serve, admin), held => held <= before * 11 / 10);
    }

    // A few sockets at a time, until a row of such rounds takes no more than a hundredth beyond what was held at their beginning.
    private async Task<long> WarmUpAsync(ServedProgram serve, AdminCalls admin, string file, ScriptedApp app)
    {
        var (most, steady) = (0L, 0);
        for (var round = 1; steady < SteadyRounds; round++)
        {
            round.ShouldBeLessThan(MostRounds, $"200 sockets, again and again, hold more and more: {most / 1024} KiB now");
            await AskAndCloseAsync(await OpenAsync(serve, AtATime));
            await ReloadAsync(serve, file, app, -round);
            var held = await HeldAsync(serve, admin);
            (most, steady) = held > most * 101 / 100 ? (held, 0) : (most, steady + 1);
        }

        return most;
    }

    // What happens last of a socket is its line in the log, which is written by and by.
    private async Task<long> HeldAsync(ServedProgram serve, AdminCalls admin)
    {
        await admin.EmptiesAsync();
        await Bound.UntilAsync(s_limit, $"two lines for each of {_opened} sockets", () => Task.FromResult(serve.Output.Sum(Lines)), lines => lines >= 2 * _opened);
        await admin.CollectAsync();
        return await serve.HeldAsync();
    }

    private static int Lines(string line) =>
        line.Contains(" socket opened ", StringComparison.Ordinal) || line.Contains(" socket closed ", StringComparison.Ordinal) ? 1
        : line.Split(" log lines were dropped, since the log is not read fast enough count=") is [_, var count] ? int.Parse(count)
        : 0;

    private static async Task ReloadAsync(ServedProgram serve, string file, ScriptedApp app, int number)
    {
        await File.WriteAllTextAsync(file, Settings(app, number));
        await serve.SignalAsync("HUP");
        await serve.SaysAsync($"route /number{number},");
    }

    private static string Settings(ScriptedApp app, int number) =>
        $$"""
        listen: http://127.0.0.1:0
        routes:
          - { path: /, proxy: "{{app.Url}}" }
          - { path: /number{{number}}, proxy: "{{app.Url}}" }

        """;

    private async Task<List<RawPeer>> OpenAsync(ServedProgram serve, int count)
    {
        var server = new IPEndPoint(IPAddress.Loopback, serve.Url.Port);
        var peers = new List<RawPeer>(count);
        while (peers.Count < count)
            peers.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(AtATime, count - peers.Count)).Select(_ => RawPeer.OpenAsync(server, null, 1024))));
        _opened += count;
        return peers;
    }

    private static async Task AskAndCloseAsync(List<RawPeer> peers)
    {
        foreach (var peer in peers)
            await peer.SendAsync(Wire.Frame(Opcode.Ping, "there?"u8, Wire.Key));
        foreach (var peer in peers)
            (await peer.NextAsync()).ShouldStartWith("Pong 6:");
        foreach (var peer in peers)
            peer.Dispose();
    }
}
