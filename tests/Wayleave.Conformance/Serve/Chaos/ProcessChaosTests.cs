using System.Diagnostics;
using System.Net;
using Wayleave.Conformance.Autobahn;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;
using Wire = Wayleave.TestKit.Wire;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>Real processes that die, freeze, or never read, behind and in front of <c>serve</c>: each end is told the truth.</summary>
public sealed class ProcessChaosTests
{
    [Fact]
    public async Task An_app_killed_between_messages_is_told_to_the_client_as_1014()
    {
        await using var stand = await ChaosStand.StartAsync();
        using var peer = await stand.OpenAsync();
        await stand.App.SignalAsync("KILL");
        (await peer.ReadToEndAsync()).ShouldBe(["close 1014 the app ended the connection without a close frame", "eof"]);
        (await stand.Serve.SaysAsync("socket closed")).ShouldContain(" by=app ");
    }

    [Fact]
    public async Task An_app_killed_in_the_middle_of_a_message_is_a_reset_and_no_whole_message()
    {
        await using var stand = await ChaosStand.StartAsync();
        using var peer = await stand.OpenAsync();
        // Larger than what the connections hold, so that the echo is under way and stuck when its sender dies.
        var message = Wire.Frame(Opcode.Binary, new byte[ChaosStand.Stuck], Wire.Key);
        await peer.SendAsync(message);
        await peer.PeekAsync();
        await stand.App.SignalAsync("KILL");
        (await peer.ReadToEndAsync())[^1].ShouldBe("reset");
    }

    [Fact]
    public async Task A_frozen_app_is_waited_for_and_goes_on_when_it_wakes()
    {
        // The client's pings are the clock: three of them are far from the 30 s after which the app would count as dead.
        await using var stand = await ChaosStand.StartAsync("keepalive: { client: 1s, app: 10s }");
        using var peer = await stand.OpenAsync();
        await stand.App.SignalAsync("STOP");
        await peer.SendAsync(Wire.Text("while you slept", Wire.Key));
        for (var pings = 0; pings < 3; pings++)
            (await peer.NextAsync()).ShouldStartWith("Ping 12:");
        await stand.App.SignalAsync("CONT");
        (await peer.NextDataAsync()).ShouldBe(RawPeer.Message(Opcode.Text, "while you slept"u8));
    }

    [Fact]
    public async Task An_app_that_stays_frozen_is_taken_for_dead_and_the_client_told()
    {
        await using var stand = await ChaosStand.StartAsync("keepalive: { client: off, app: 1s }");
        using var peer = await stand.OpenAsync();
        await stand.App.SignalAsync("STOP");
        var events = await peer.ReadToEndAsync();
        events[0].ShouldStartWith("close 1014 the app gave no sign of life for ");
        events[1].ShouldBe("eof");
        (await stand.Serve.SaysAsync("socket closed")).ShouldContain(" by=network ");
    }

    [Fact]
    public async Task A_reader_that_never_reads_holds_one_buffer_and_the_app_waits()
    {
        await using var app = ScriptedApp.Start();
        await using var serve = await ServedProgram.StartAsync(null, "--to", app.Url, "--listen", "127.0.0.1:0");
        using var peer = await RawPeer.OpenAsync(new IPEndPoint(IPAddress.Loopback, serve.Url.Port), null);
        using var accepted = await app.AcceptAsync();
        var before = await serve.HeldAsync();

        // What the system's buffers take is a few MiB; what is beyond would have to be held by serve.
        var sent = await accepted.SendUntilStuckAsync(64L << 20);
        sent.ShouldBeLessThan(32L << 20);
        (await serve.HeldAsync() - before).ShouldBeLessThan(16L << 20);
    }

    [Fact]
    public async Task Sockets_live_on_while_the_proxy_in_front_reloads()
    {
        Assert.SkipUnless(InstalledPrograms.Find("nginx") is not null, "not installed: nginx");
        await using var stand = await ChaosStand.StartAsync();
        using var folder = new ScratchFolder("nginx");
        var port = LoopbackPorts.Free();
        var file = folder.Write("nginx.conf",
            $$"""
            daemon off; worker_processes 1; pid nginx.pid; error_log stderr notice;
            events { worker_connections 256; }
            http {
                access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
                server { listen 127.0.0.1:{{port}}; location / {
                    proxy_pass http://127.0.0.1:{{stand.Serve.Url.Port}}; proxy_http_version 1.1; proxy_set_header Host $http_host;
                    proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; } }
            }
            """);
        await using var nginx = RunningProgram.Start("nginx", InstalledPrograms.Find("nginx")!, ["-p", folder.Path, "-c", file, "-e", "stderr"]);
        await nginx.ListeningAsync(port);
        var front = new IPEndPoint(IPAddress.Loopback, port);
        using var old = await RawPeer.OpenAsync(front, null);
        using (var reload = Process.Start(InstalledPrograms.Find("nginx")!, ["-p", folder.Path, "-c", file, "-e", "stderr", "-s", "reload"]))
            await reload.WaitForExitAsync();
        await nginx.LineAsync(line => line.Contains("gracefully shutting down", StringComparison.Ordinal));

        using var fresh = await RawPeer.OpenAsync(front, null);
        foreach (var peer in (RawPeer[])[old, fresh])
        {
            await peer.SendAsync(Wire.Text("still here", Wire.Key));
            (await peer.NextDataAsync()).ShouldBe(RawPeer.Message(Opcode.Text, "still here"u8));
        }
    }
}
