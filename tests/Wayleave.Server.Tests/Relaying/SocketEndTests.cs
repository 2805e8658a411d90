using System.Net.Sockets;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Relaying;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Relaying;

/// <summary>What FIN and RST come to between two real TCP connections.</summary>
public sealed class SocketEndTests : IAsyncLifetime
{
    private SocketPair _client = null!;
    private SocketPair _app = null!;
    private Task<RelayEnding> _run = null!;

    public async ValueTask InitializeAsync()
    {
        (_client, _app) = (await SocketPair.ConnectAsync(), await SocketPair.ConnectAsync());
        _run = new Tunnel(new SocketEnd(_client.Ours), new SocketEnd(_app.Ours), new RelayOptions(), new RelayChance(1, 2, () => 0x01020304), 16_384, TimeProvider.System)
            .RunAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _app.Dispose();
        await _run.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_client_that_resets_leads_to_a_close_1001_and_a_reset_at_the_app()
    {
        await _client.Peer.SendAsync(TunnelBench.FromClient("hello"));
        await _app.ReadAsync(11);
        _client.Reset();
        var (bytes, finished) = await _app.ReadToEndAsync();
        Wire.Tell(bytes).ShouldBe("masked Close 1001 the client's connection was reset");
        finished.ShouldBeFalse();
        (await _run).ShouldBe(new RelayEnding(EndedBy.Client, "connection reset"));
    }

    [Fact]
    public async Task An_app_that_resets_leads_to_a_close_1014_and_a_reset_at_the_client()
    {
        await _app.Peer.SendAsync(Wire.Text("hello"));
        await _client.ReadAsync(7);
        _app.Reset();
        var (bytes, finished) = await _client.ReadToEndAsync();
        Wire.Tell(bytes).ShouldBe("Close 1014 the app's connection was reset");
        finished.ShouldBeFalse();
        (await _run).ShouldBe(new RelayEnding(EndedBy.App, "connection reset"));
    }

    [Fact]
    public async Task An_app_that_resets_inside_a_frame_leads_to_a_reset_alone()
    {
        await _app.Peer.SendAsync(Wire.Text("hello")[..4]);
        await _client.ReadAsync(4);
        _app.Reset();
        var (bytes, finished) = await _client.ReadToEndAsync();
        bytes.ShouldBeEmpty();
        finished.ShouldBeFalse();
        await _run;
    }

    [Fact]
    public async Task FIN_is_kept_and_the_answer_to_it_too()
    {
        await _client.Peer.SendAsync(TunnelBench.FromClient("ask"));
        _client.Peer.Shutdown(SocketShutdown.Send);
        var (asked, finished) = await _app.ReadToEndAsync();
        asked.ShouldBe(TunnelBench.FromClient("ask"));
        finished.ShouldBeTrue();
        await _app.Peer.SendAsync(Wire.Text("answer"));
        _app.Peer.Shutdown(SocketShutdown.Send);
        (await _client.ReadToEndAsync()).Bytes.ShouldBe(Wire.Text("answer"));
        (await _run).ShouldBe(new RelayEnding(EndedBy.Client, "connection ended without a close frame"));
    }

    [Fact]
    public async Task An_app_that_ends_without_a_close_frame_leads_to_1014_and_FIN()
    {
        _app.Peer.Shutdown(SocketShutdown.Send);
        var (bytes, finished) = await _client.ReadToEndAsync();
        Wire.Tell(bytes).ShouldBe("Close 1014 the app ended the connection without a close frame");
        finished.ShouldBeTrue();
        _client.Peer.Shutdown(SocketShutdown.Send);
        (await _app.ReadToEndAsync()).Finished.ShouldBeTrue();
        (await _run).By.ShouldBe(EndedBy.App);
    }

    [Fact]
    public async Task Both_closes_are_followed_by_our_FIN_to_the_client()
    {
        await _client.Peer.SendAsync(TunnelBench.CloseFromClient(1000));
        (await _app.ReadAsync(8)).ShouldBe(TunnelBench.CloseFromClient(1000));
        await _app.Peer.SendAsync(Wire.Close(1000));
        var (bytes, finished) = await _client.ReadToEndAsync();
        bytes.ShouldBe(Wire.Close(1000));
        finished.ShouldBeTrue();
        _client.Peer.Shutdown(SocketShutdown.Send);
        _app.Peer.Shutdown(SocketShutdown.Send);
        (await _app.ReadToEndAsync()).Finished.ShouldBeTrue();
        (await _run).ShouldBe(new RelayEnding(EndedBy.Client, "close frame", 1000));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Aborting_resets_and_closing_ends_in_good_order_also_where_nobody_waits(bool abort)
    {
        using var pair = await SocketPair.ConnectAsync();
        var end = new SocketEnd(pair.Ours);
        if (abort)
            end.Abort();
        end.Close();
        (await pair.ReadToEndAsync()).Finished.ShouldBe(!abort);
    }

    [Fact]
    public async Task A_reset_while_much_is_under_way_ends_it_and_leaves_nothing_waiting()
    {
        // More than both connections' buffers hold: the client reads nothing.
        var flood = FloodAsync();
        while (_client.Peer.Available == 0)
            await Task.Yield();
        _client.Reset();
        (await _run.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(new RelayEnding(EndedBy.Client, "connection reset"));
        await flood;

        async Task FloodAsync()
        {
            var frame = Wire.Frame(Opcode.Binary, new byte[1_000_000]);
            try
            {
                while (true)
                    await _app.Peer.SendAsync(frame);
            }
            catch (SocketException)
            {
                // As it should be: the app's connection is reset.
            }
        }
    }
}
