using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Relaying;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Relaying;

public sealed class TunnelTests
{
    private static readonly RelayOptions s_quiet = new() { Client = new(null), App = new(null) };

    [Fact]
    public async Task Bytes_pass_both_ways_and_a_closed_socket_is_let_go_of_once()
    {
        var bench = new TunnelBench().Start();
        bench.Client.Say(TunnelBench.FromClient("question"));
        bench.App.Received.ShouldBe(TunnelBench.FromClient("question"));
        bench.App.Say(Wire.Text("answer"));
        bench.Client.Received.ShouldBe(Wire.Text("answer"));
        bench.Wait(3);
        bench.Tunnel.Count().ShouldBe(new TunnelCounts(1, 14, 1, 8, null, null, TimeSpan.FromSeconds(3), 0));

        bench.Client.Say(TunnelBench.CloseFromClient(1000));
        bench.App.Say(Wire.Close(1000));
        bench.Client.GotFinish.ShouldBeTrue();
        bench.App.HangUp();
        bench.Client.HangUp();
        await TunnelBench.UntilAsync(() => bench.Run.IsCompleted);
        (await bench.EndAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "close frame", 1000));
        bench.App.GotFinish.ShouldBeTrue();
        (bench.Client.GotReset || bench.App.GotReset).ShouldBeFalse();
    }

    [Fact]
    public async Task What_came_with_the_app_s_answer_is_delivered_first()
    {
        var bench = new TunnelBench();
        bench.App.Say(Wire.Text("second"));
        bench.Start(Wire.Text("first"));
        bench.Client.Received.ShouldBe(Wire.Join(Wire.Text("first"), Wire.Text("second")));
        bench.Tunnel.Cut();
        await bench.EndAsync();
    }

    [Fact]
    public async Task What_came_with_the_app_s_answer_may_be_cut_in_a_frame_and_waits_for_a_client_that_does_not_read()
    {
        var bench = new TunnelBench();
        bench.Client.Accept(0);
        bench.App.Say(Wire.Text("first").AsSpan(3));
        bench.Start(Wire.Text("first")[..3]);
        bench.App.Read.ShouldBe(0);
        bench.Client.Accept(long.MaxValue);
        bench.Client.Received.ShouldBe(Wire.Text("first"));
        bench.Tunnel.Cut();
        await bench.EndAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_side_that_never_reads_costs_one_buffer_and_the_other_is_not_read_any_more(bool client)
    {
        var bench = new TunnelBench(s_quiet).Start();
        var (deaf, speaks) = client ? (bench.Client, bench.App) : (bench.App, bench.Client);
        var message = Wire.Frame(Opcode.Binary, new byte[100_000], client ? null : Wire.Key);
        deaf.Accept(10);
        for (var i = 0; i < 10; i++)
            speaks.Say(message);
        speaks.Read.ShouldBe(TunnelBench.BufferBytes);
        // The other direction goes on.
        deaf.Say(client ? TunnelBench.FromClient("hi") : Wire.Text("hi"));
        speaks.Received.Length.ShouldBe(client ? 8 : 4);

        deaf.Accept(long.MaxValue);
        deaf.Received.Length.ShouldBe(10 * message.Length);
        bench.Tunnel.Cut();
        await bench.EndAsync();
    }

    [Fact]
    public async Task A_ping_goes_out_while_nothing_flows_and_waits_while_a_frame_is_under_way()
    {
        var bench = new TunnelBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) }).Start();
        bench.Wait(25);
        Wire.Tell(bench.Client.Received).ShouldBe("Ping 12");
        bench.App.Say(Wire.Text("half").AsSpan(0, 3));
        bench.Client.Say(TunnelBench.FromClient("alive"));
        bench.Wait(25);
        Wire.Tell(bench.Client.Received).ShouldBe("Ping 12 | cut 3");
        bench.App.Say(Wire.Join(Wire.Text("half")[3..], Wire.Text("next")));
        Wire.Tell(bench.Client.Received).ShouldBe("Ping 12 | Text 4 | Ping 12 | Text 4");
        bench.Tunnel.Cut();
        await bench.EndAsync();
    }

    [Fact]
    public async Task Bytes_that_come_while_our_ping_waits_to_be_taken_follow_it()
    {
        var bench = new TunnelBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) }).Start();
        bench.Client.Accept(5);
        bench.Wait(25);
        bench.App.Say(Wire.Text("text"));
        bench.Client.Received.Length.ShouldBe(5);
        bench.Client.Accept(long.MaxValue);
        await TunnelBench.UntilAsync(() => bench.Client.Received.Length == 20);
        Wire.Tell(bench.Client.Received).ShouldBe("Ping 12 | Text 4");
        bench.Tunnel.Cut();
        await bench.EndAsync();
    }

    [Fact]
    public async Task Whoever_waited_for_our_ping_is_not_disturbed_by_a_close_of_ours()
    {
        var bench = new TunnelBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) }).Start();
        bench.Client.Accept(5);
        bench.Wait(25);
        bench.App.Say(Wire.Text("text"));
        // The rest of the ping, and the beginning of the text.
        bench.Client.Accept(9 + 3);
        await TunnelBench.UntilAsync(() => bench.Client.Received.Length == 17);
        bench.Tunnel.Leave(EndedBy.Drain, CloseCode.ServiceRestart, "restart");
        bench.Client.Accept(long.MaxValue);
        Wire.Tell(bench.Client.Received).ShouldBe("Ping 12 | Text 4 | Close 1012 restart");
        await bench.EndAsync();
    }

    [Fact]
    public async Task After_a_send_that_failed_nothing_follows_that_would_leave_a_gap()
    {
        var bench = new TunnelBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) }).Start();
        bench.App.Say(Wire.Text("half").AsSpan(0, 3));
        bench.Wait(25);
        bench.Client.FailsOnce = true;
        bench.App.Say(Wire.Join(Wire.Text("half")[3..], Wire.Text("next")));
        bench.Client.Received.Length.ShouldBe(3);
        bench.Tunnel.Cut();
        await bench.EndAsync();
    }

    [Fact]
    public async Task A_client_that_is_gone_is_found_out_by_the_clock_and_the_app_told()
    {
        var bench = new TunnelBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) }).Start();
        bench.Wait(75);
        bench.Client.GotReset.ShouldBeTrue();
        Wire.Tell(bench.App.Received).ShouldBe("masked Close 1001 the client gave no sign of life for 75 s");
        bench.App.GotFinish.ShouldBeTrue();
        bench.App.GotReset.ShouldBeFalse();
        (await bench.EndAsync()).By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_and_says_nothing_is_found_out_too()
    {
        var bench = new TunnelBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) }).Start();
        bench.Client.Accept(3);
        bench.App.Say(Wire.Text("a frame that does not get through"));
        bench.Wait(74);
        bench.Run.IsCompleted.ShouldBeFalse();
        bench.App.GotReset.ShouldBeFalse();
        bench.Wait(1);
        Wire.Tell(bench.App.Received).ShouldBe("masked Close 1001 the client gave no sign of life for 75 s");
        (await bench.EndAsync()).By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public async Task A_slow_client_that_takes_a_little_now_and_then_lives()
    {
        var bench = new TunnelBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) }).Start();
        bench.Client.Accept(0);
        bench.App.Say(Wire.Frame(Opcode.Binary, new byte[20_000]));
        for (var minute = 0; minute < 15; minute++)
        {
            bench.Wait(60);
            bench.Client.Accept(TunnelBench.BufferBytes);
        }

        bench.Client.Received.Length.ShouldBe(15 * TunnelBench.BufferBytes);
        bench.Tunnel.Cut();
        (await bench.EndAsync()).By.ShouldBe(EndedBy.Gateway);
    }

    [Fact]
    public async Task Where_sending_to_a_side_fails_what_it_had_sent_is_still_delivered()
    {
        var bench = new TunnelBench();
        bench.Client.Cut = 7;
        bench.App.Accept(0);
        bench.Start();
        bench.Client.Say(TunnelBench.FromClient("last words"));
        bench.Client.FailSending();
        bench.App.Say(Wire.Text("nobody hears this"));
        bench.App.Accept(long.MaxValue);
        bench.Client.Reset();
        await TunnelBench.UntilAsync(() => bench.App.GotReset);
        Wire.Tell(bench.App.Received).ShouldBe("masked Text 10 | masked Close 1001 the client's connection was reset");
        (await bench.EndAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "connection reset"));
    }

    [Fact]
    public async Task An_app_that_goes_on_talking_to_a_client_that_has_gone_after_its_FIN_does_not_keep_the_tunnel()
    {
        var bench = new TunnelBench().Start();
        bench.Client.HangUp();
        bench.App.GotFinish.ShouldBeTrue();
        bench.App.Say(Wire.Text("tick"));
        bench.Client.FailSending();
        bench.App.Say(Wire.Text("tick"));
        for (var second = 0; second < 2; second++)
        {
            bench.App.Say(Wire.Text("tick"));
            bench.Wait(1);
        }

        await TunnelBench.UntilAsync(() => bench.Run.IsCompleted);
        (await bench.EndAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "connection ended without a close frame"));
        Wire.Tell(bench.Client.Received).ShouldBe("Text 4");
    }

    [Fact]
    public async Task A_half_closed_client_gets_its_answer_and_FIN()
    {
        var bench = new TunnelBench().Start();
        bench.Client.Say(TunnelBench.FromClient("ask"));
        bench.Client.HangUp();
        bench.App.GotFinish.ShouldBeTrue();
        bench.App.Say(Wire.Text("answer"));
        bench.App.HangUp();
        await TunnelBench.UntilAsync(() => bench.Run.IsCompleted);
        await bench.EndAsync();
        Wire.Tell(bench.Client.Received).ShouldBe("Text 6");
        bench.Client.GotFinish.ShouldBeTrue();
        bench.Client.GotReset.ShouldBeFalse();
    }

    [Fact]
    public async Task The_close_time_runs_although_the_close_frame_cannot_be_sent()
    {
        var bench = new TunnelBench(s_quiet).Start();
        bench.App.Accept(0);
        bench.Client.Say(TunnelBench.CloseFromClient(1000));
        bench.Wait(10);
        Wire.Tell(bench.Client.Received).ShouldBe("Close 1014 the app does not answer");
        bench.Client.GotFinish.ShouldBeTrue();
        bench.Wait(1);
        bench.App.GotReset.ShouldBeTrue();
        (await bench.EndAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "close frame", 1000));
    }

    [Fact]
    public async Task A_FIN_that_cannot_be_sent_does_not_keep_the_tunnel()
    {
        var bench = new TunnelBench(s_quiet);
        bench.Client.FinishWaits = true;
        bench.Start();
        bench.Client.HangUp();
        bench.App.HangUp();
        bench.Wait(10.999);
        bench.Client.GotReset.ShouldBeFalse();
        bench.Client.Closes.ShouldBe(0);
        bench.Wait(0.001);
        bench.Client.GotReset.ShouldBeTrue();
        await bench.EndAsync();
    }

    [Fact]
    public async Task Where_we_leave_the_client_is_told_at_once_though_it_only_listens()
    {
        var bench = new TunnelBench(s_quiet).Start();
        bench.Tunnel.Leave(EndedBy.Drain, CloseCode.ServiceRestart, "restart");
        Wire.Tell(bench.Client.Received).ShouldBe("Close 1012 restart");
        bench.Client.Say(TunnelBench.CloseFromClient(1012));
        bench.Client.HangUp();
        bench.App.HangUp();
        await TunnelBench.UntilAsync(() => bench.Run.IsCompleted);
        (await bench.EndAsync()).ShouldBe(new RelayEnding(EndedBy.Drain, "restart", 1012, "restart"));
        bench.App.Received.ShouldBe(TunnelBench.CloseFromClient(1012));
    }

    [Fact]
    public async Task What_is_cut_off_is_reset_on_both_sides_at_once()
    {
        var bench = new TunnelBench(s_quiet).Start();
        bench.Client.Accept(1);
        bench.App.Say(Wire.Text("does not get through"));
        bench.Tunnel.Cut();
        (bench.Client.GotReset && bench.App.GotReset).ShouldBeTrue();
        await TunnelBench.UntilAsync(() => bench.Run.IsCompleted);
        (await bench.EndAsync()).ShouldBe(new RelayEnding(EndedBy.Gateway, "cut off"));
    }

    [Fact]
    public async Task A_tunnel_that_is_cut_before_it_runs_ends_as_soon_as_it_does()
    {
        var bench = new TunnelBench(s_quiet);
        bench.Tunnel.Cut();
        bench.Start(Wire.Text("early"));
        await TunnelBench.UntilAsync(() => bench.Run.IsCompleted);
        (await bench.EndAsync()).By.ShouldBe(EndedBy.Gateway);
    }

    [Fact]
    public async Task What_a_connection_should_not_throw_ends_the_tunnel_and_is_thrown_again()
    {
        var bench = new TunnelBench(s_quiet).Start();
        bench.Client.FailSending(new NotSupportedException("a bug"));
        bench.App.Say(Wire.Text("text"));
        (await Should.ThrowAsync<NotSupportedException>(bench.EndAsync)).Message.ShouldBe("a bug");
    }

    [Fact]
    public async Task Nothing_is_lost_where_both_sides_send_at_once_and_frames_of_ours_go_between()
    {
        // Pongs, since this clock may run ahead of the bytes, and nobody is to be taken for dead.
        var often = new PulseSettings(TimeSpan.FromMilliseconds(1), Proves: false);
        var bench = new TunnelBench(new RelayOptions { Client = often, App = often }).Start();
        var (up, down) = (Stream(Wire.Key), Stream(null));
        var done = false;
        var sending = Task.WhenAll(Task.Run(() => Feed(bench.Client, up)), Task.Run(() => Feed(bench.App, down)));
        var ticking = Task.Run(() =>
        {
            while (!Volatile.Read(ref done))
            {
                bench.Time.Advance(TimeSpan.FromMilliseconds(1));
                bench.Client.Accept(200);
                bench.App.Accept(200);
            }
        });
        await sending;
        Volatile.Write(ref done, true);
        await ticking;
        bench.Client.Accept(long.MaxValue);
        bench.App.Accept(long.MaxValue);
        await TunnelBench.UntilAsync(() => bench.Tunnel.Count() is { MessagesUp: 2000, MessagesDown: 2000 });
        bench.Tunnel.Cut();
        await bench.EndAsync();
        bench.App.Received.Length.ShouldBeGreaterThan(up.Length);
        WithoutOurs(bench.App.Received).ShouldBe(up);
        WithoutOurs(bench.Client.Received).ShouldBe(down);

        static byte[] Stream(uint? key) => Wire.Join(Enumerable.Range(0, 2000).Select(i => Wire.Frame(Opcode.Binary, new byte[i % 150], key)));
    }

    private static void Feed(MemoryEnd end, byte[] stream)
    {
        var random = new Random(stream.Length);
        for (var at = 0; at < stream.Length;)
        {
            var count = Math.Min(1 + random.Next(300), stream.Length - at);
            end.Say(stream.AsSpan(at, count));
            at += count;
        }
    }

    private static byte[] WithoutOurs(byte[] bytes) => Wire.Join(Wire.Frames(bytes).Where(frame => (frame[0] & 0xF) != (int)Opcode.Pong));
}
