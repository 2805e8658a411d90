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

    [Fact]
    public async Task No_socket_is_lost_by_ten_reloads_and_the_memory_comes_back()
    {
        await using var app = ScriptedApp.Start();
        using var folder = new ScratchFolder("crowd");
        var file = folder.Write("wayleave.yaml", Settings(app, 0));
        var admin = LoopbackPorts.Free();
        // Code that is compiled once and for all: what the compiler adds while the code gets hot is not what is measured here.
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" };
        await using var serve = await ServedProgram.StartAsync(environment, "-c", file, "--admin", $"127.0.0.1:{admin}");
        // One crowd before, so that what grows once (code that gets compiled, tables, pools) has grown: what is left over is a leak.
        Close(await OpenAsync(serve, Crowd));
        await CollectAsync(admin);
        var before = await serve.PssAsync();

        var crowd = await OpenAsync(serve, Crowd);
        for (var reload = 1; reload <= Reloads; reload++)
        {
            await File.WriteAllTextAsync(file, Settings(app, reload));
            await serve.SignalAsync("HUP");
            await serve.SaysAsync($"route /number-{reload}");
        }

        // Each is asked, not only counted.
        foreach (var peer in crowd)
            await peer.SendAsync(Wire.Frame(Opcode.Ping, "there?"u8, Wire.Key));
        foreach (var peer in crowd)
            (await peer.NextAsync()).ShouldStartWith("Pong 6:");

        Close(crowd);
        await CollectAsync(admin);
        ((double)await serve.PssAsync() / before).ShouldBeLessThanOrEqualTo(1.1);
    }

    // What is left after a collection is what is held.
    private static async Task CollectAsync(int admin)
    {
        using var client = new HttpClient();
        // The last ones are still on their way out.
        while ((await client.GetStringAsync(new Uri($"http://127.0.0.1:{admin}/connections"))).Trim() != "[]")
        {
        }

        using var none = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        (await client.PostAsync(new Uri($"http://127.0.0.1:{admin}/collect"), none)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string Settings(ScriptedApp app, int number) =>
        $$"""
        listen: http://127.0.0.1:0
        routes:
          - { path: /, proxy: "{{app.Url}}" }
          - { path: /number-{{number}}, proxy: "{{app.Url}}" }

        """;

    private static async Task<List<RawPeer>> OpenAsync(ServedProgram serve, int count)
    {
        var server = new IPEndPoint(IPAddress.Loopback, serve.Url.Port);
        var peers = new List<RawPeer>(count);
        while (peers.Count < count)
            peers.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(AtATime, count - peers.Count)).Select(_ => RawPeer.OpenAsync(server, null, 1024))));
        return peers;
    }

    private static void Close(List<RawPeer> peers)
    {
        foreach (var peer in peers)
            peer.Dispose();
    }
}
