using System.Net;
using Wayleave.Conformance.Autobahn;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;
using Wire = Wayleave.TestKit.Wire;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>A process that may open few file descriptors, and more clients than those are enough for.</summary>
public sealed class DescriptorChaosTests
{
    private const int Descriptors = 300;

    // Kept free for what is neither a client nor an app: files, name look-ups, the admin address.
    private const int ForOthers = 64;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    // What is open at a reload is no reason to let fewer in.
    [InlineData(true)]
    public async Task Descriptors_that_run_out_are_told_with_503_and_come_back(bool reload)
    {
        await using var app = ScriptedApp.Start();
        using var folder = new ScratchFolder("descriptors");
        var file = folder.Write("wayleave.yaml", $"listen: http://127.0.0.1:0\nroutes: [{{ path: /, proxy: \"{app.Url}\" }}]\n");
        var port = LoopbackPorts.Free();
        await using var serve = ServedProgram.Launch(
            null, ["/bin/sh", "-c", $"ulimit -n {Descriptors}; exec \"$@\"", "limited", .. ServedProgram.Command("-c", file, "--admin", $"127.0.0.1:{port}")]);
        await serve.ListensAsync();
        using var admin = new AdminCalls(port);
        var room = await admin.FigureAsync("wayleave_max_connections");
        // Two for each socket, of those that are left beside what was open at the start, which has not become less.
        room.ShouldBeInRange((Descriptors - ForOthers - await admin.FigureAsync("process_open_fds")) / 2, (Descriptors - ForOthers) / 2);

        var peers = new List<RawPeer>();
        await OpenAsync(serve, peers, room / 2);
        if (reload)
        {
            await serve.SignalAsync("HUP");
            await serve.SaysAsync("reloaded");
        }

        await OpenAsync(serve, peers, room);
        peers.Count.ShouldBe(room);
        (await TryAsync(serve)).ShouldBe((null, 503));
        // Those that are open live on, and those that go make room.
        foreach (var peer in peers)
        {
            await peer.SendAsync(Wire.Frame(Opcode.Ping, "x"u8, Wire.Key));
            (await peer.NextAsync()).ShouldStartWith("Pong 1:");
        }

        foreach (var peer in peers)
            peer.Dispose();
        var (again, _) = await Bound.UntilAsync(s_limit, "room after all have gone", () => TryAsync(serve), answer => answer.Status != 503);
        using (again.ShouldNotBeNull())
            await again.SendAsync(Wire.Text("here", Wire.Key));
    }

    private static async Task OpenAsync(ServedProgram serve, List<RawPeer> peers, int count)
    {
        while (peers.Count < count && await TryAsync(serve) is { Peer: { } peer })
            peers.Add(peer);
    }

    private static Task<(RawPeer? Peer, int Status)> TryAsync(ServedProgram serve) => RawPeer.TryOpenAsync(new IPEndPoint(IPAddress.Loopback, serve.Url.Port), 4096);
}
