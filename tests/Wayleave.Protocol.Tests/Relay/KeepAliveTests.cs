using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

public sealed class KeepAliveTests
{
    private static RelayOptions ClientOnly => new() { App = new PulseSettings(null) };

    [Fact]
    public void An_interval_that_chance_shortens_does_not_shorten_the_time_to_death()
    {
        var pulse = new Pulse(new PulseSettings(TimeSpan.FromSeconds(22.5), DeadAfter: TimeSpan.FromSeconds(75)), 7, TimeSpan.Zero);
        var payload = new byte[Pulse.PayloadLength];
        foreach (var seconds in (double[])[22.5, 45, 67.5])
        {
            pulse.IsDead(TimeSpan.FromSeconds(seconds)).ShouldBeFalse();
            pulse.Beat(TimeSpan.FromSeconds(seconds), payload).ShouldBeTrue();
            pulse.InsertSent(TimeSpan.FromSeconds(seconds));
        }

        pulse.IsDead(TimeSpan.FromSeconds(74.9)).ShouldBeFalse();
        pulse.WakeAt.ShouldBe(TimeSpan.FromSeconds(75));
        pulse.IsDead(TimeSpan.FromSeconds(75)).ShouldBeTrue();
    }

    [Fact]
    public void A_silent_socket_is_pinged_at_the_interval_towards_the_app_with_a_fresh_key_each_time()
    {
        var bench = new RelayBench().Wait(24.999);
        (bench.Client + bench.App).ShouldBe("");
        bench.Wait(0.001);
        bench.Client.ShouldBe("Ping 12");
        bench.App.ShouldBe("masked Ping 12");
        Answer(bench, RelaySide.Client);
        Answer(bench, RelaySide.App);
        bench.Wait(25);
        bench.Client.ShouldBe("Ping 12 | Ping 12");
        bench.App.ShouldBe("masked Ping 12 | masked Ping 12");
        var frames = bench.Bytes(RelaySide.App);
        frames[2..6].ShouldNotBe(frames[20..24]);
        // Neither side saw the other's pongs.
        bench.Relay.LaneTo(RelaySide.App).Bytes.ShouldBe(0);
        bench.Relay.LaneTo(RelaySide.Client).Bytes.ShouldBe(0);
    }

    [Fact]
    public void Whoever_hears_and_is_heard_is_not_pinged()
    {
        var bench = new RelayBench(ClientOnly);
        for (var second = 0; second < 100; second++)
            bench.Say(RelaySide.Client, "hi").Say(RelaySide.App, "hi").Wait(1);
        bench.Client.ShouldNotContain("Ping");
    }

    [Theory]
    [InlineData(RelaySide.Client)]
    [InlineData(RelaySide.App)]
    public void Silence_of_one_direction_is_enough_for_a_ping(RelaySide speaks)
    {
        var bench = new RelayBench(ClientOnly);
        for (var second = 0; second < 26; second++)
            bench.Say(speaks, "hi").Wait(1);
        bench.Client.ShouldContain("Ping 12");
    }

    [Fact]
    public void A_round_trip_is_measured_from_when_the_ping_went_out()
    {
        var bench = new RelayBench(ClientOnly).BeginFrame(RelaySide.App).Wait(40);
        bench.Client.ShouldBe("cut 4");
        bench.EndFrame(RelaySide.App);
        bench.Client.ShouldBe("Text 4 | Ping 12");
        bench.Wait(0.25);
        Answer(bench, RelaySide.Client);
        bench.Relay.PulseOf(RelaySide.Client).RoundTrip.ShouldBe(TimeSpan.FromSeconds(0.25));
    }

    [Fact]
    public void The_latest_pong_answers_all_pings_before_it()
    {
        var bench = new RelayBench(ClientOnly).Wait(50);
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(2);
        Answer(bench, RelaySide.Client);
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(0);
    }

    [Fact]
    public void A_late_pong_to_an_earlier_ping_is_swallowed_and_leaves_the_later_one_unanswered()
    {
        var bench = new RelayBench(ClientOnly).Wait(25);
        var first = LastPing(bench, RelaySide.Client);
        bench.Wait(25).Send(RelaySide.Client, Wire.Frame(Opcode.Pong, first, Wire.Key));
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(1);
        bench.Send(RelaySide.Client, Wire.Frame(Opcode.Pong, first, Wire.Key)).App.ShouldBe("");
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(1);
    }

    [Fact]
    public void A_late_pong_measures_nothing_and_takes_no_later_answer_back()
    {
        var bench = new RelayBench(ClientOnly).Wait(25);
        var first = LastPing(bench, RelaySide.Client);
        bench.Wait(25).Send(RelaySide.Client, Wire.Frame(Opcode.Pong, first, Wire.Key));
        bench.Relay.PulseOf(RelaySide.Client).RoundTrip.ShouldBeNull();
        Answer(bench, RelaySide.Client);
        bench.Relay.PulseOf(RelaySide.Client).RoundTrip.ShouldBe(TimeSpan.Zero);
        bench.Send(RelaySide.Client, Wire.Frame(Opcode.Pong, first, Wire.Key));
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(0);
    }

    [Fact]
    public void A_pong_to_a_ping_that_was_never_sent_answers_nothing()
    {
        var bench = new RelayBench(ClientOnly).Wait(25);
        var forged = LastPing(bench, RelaySide.Client);
        forged[^1]++;
        bench.Send(RelaySide.Client, Wire.Frame(Opcode.Pong, forged, Wire.Key)).App.ShouldBe("");
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(1);
    }

    [Fact]
    public void Dead_means_two_unanswered_pings_and_three_intervals_without_a_byte()
    {
        var bench = new RelayBench(ClientOnly).Wait(74.999);
        bench.Relay.Ending.ShouldBeNull();
        bench.Client.ShouldBe("Ping 12 | Ping 12");
        bench.Wait(0.001).Relay.Ending.ShouldBe(new RelayEnding(EndedBy.Network, "the client gave no sign of life for 75 s"));
    }

    [Fact]
    public void Any_byte_is_life_and_no_pong_is_needed_where_bytes_come()
    {
        var bench = new RelayBench(ClientOnly);
        // A frame that goes on and on: a byte a minute, and not one pong.
        bench.Send(RelaySide.Client, Wire.Frame(Opcode.Binary, new byte[100], Wire.Key)[..6]);
        for (var minute = 0; minute < 60; minute++)
            bench.Wait(60).Send(RelaySide.Client, 1);
        bench.Relay.Ending.ShouldBeNull();
        bench.Wait(75);
        bench.Relay.Ending!.By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public void A_peer_that_takes_what_waited_for_it_lives()
    {
        var bench = new RelayBench(ClientOnly);
        bench.Busy = RelaySide.Client;
        bench.Relay.Waits(RelaySide.Client);
        for (var minute = 0; minute < 10; minute++)
        {
            bench.Wait(60);
            bench.Relay.Drained(RelaySide.Client, bench.Now);
            bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(0);
            bench.Relay.Waits(RelaySide.Client);
        }

        bench.Relay.Ending.ShouldBeNull();
        bench.Wait(74.999).Relay.Ending.ShouldBeNull();
        bench.Wait(0.001).Relay.Ending!.By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public void A_peer_that_takes_nothing_and_says_nothing_is_dead_although_no_ping_could_reach_it()
    {
        var bench = new RelayBench(ClientOnly).BeginFrame(RelaySide.App);
        bench.Busy = RelaySide.Client;
        bench.Relay.Waits(RelaySide.Client);
        bench.Wait(74.999).Relay.Ending.ShouldBeNull();
        bench.Wait(0.001).Relay.Ending!.By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public void An_app_is_not_dead_because_what_it_sent_waits_for_the_client_and_its_pongs_behind_that()
    {
        var bench = new RelayBench(new RelayOptions { Client = new(null), App = new(TimeSpan.FromSeconds(25)) });
        bench.Wait(50);
        bench.Relay.Waits(RelaySide.Client);
        bench.Wait(600).Relay.Ending.ShouldBeNull();
        bench.Relay.Drained(RelaySide.Client, bench.Now);
        bench.Wait(74).Relay.Ending.ShouldBeNull();
        bench.Wait(60).Relay.Ending!.By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public void A_client_is_not_dead_because_the_app_stalls_in_a_frame_and_no_ping_can_go_out()
    {
        var bench = new RelayBench(ClientOnly).BeginFrame(RelaySide.App).Wait(600);
        bench.Relay.Ending.ShouldBeNull();
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(0);
        // The ping that waited is the first that counts.
        bench.EndFrame(RelaySide.App).Client.ShouldBe("Text 4 | Ping 12");
        bench.Wait(49.999).Relay.Ending.ShouldBeNull();
        bench.Wait(0.001).Relay.Ending!.By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public void A_client_is_not_dead_because_the_app_broke_the_protocol_and_no_ping_may_go_out()
    {
        var bench = new RelayBench(ClientOnly).Send(RelaySide.App, 0x83, 0x00).Wait(600);
        bench.Relay.Ending.ShouldBeNull();
        bench.Relay.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Pings_that_went_out_before_the_app_broke_the_protocol_count_as_before()
    {
        var bench = new RelayBench(ClientOnly).Wait(50).Send(RelaySide.App, 0x83, 0x00).Wait(25);
        bench.Relay.Ending!.By.ShouldBe(EndedBy.Network);
        bench.Client.ShouldEndWith("RST");
    }

    [Fact]
    public void A_client_whose_pongs_could_not_be_told_is_not_pinged()
    {
        var bench = new RelayBench(ClientOnly).Send(RelaySide.Client, 0x83, 0x00).Wait(600);
        bench.Client.ShouldBe("");
        bench.Relay.Ending.ShouldBeNull();
    }

    [Fact]
    public void A_client_whose_pongs_can_no_longer_be_told_is_not_judged_by_them()
    {
        var bench = new RelayBench(ClientOnly).Wait(50).Send(RelaySide.Client, 0x83, 0x00).Wait(600);
        // Whatever else wakes it.
        bench.Relay.Tick(bench.Now);
        bench.Client.ShouldBe("Ping 12 | Ping 12");
        bench.Relay.Ending.ShouldBeNull();
    }

    [Fact]
    public void The_last_ping_too_gets_an_interval_to_be_answered()
    {
        // The app's own ping, at 24 s, puts ours off to 49 s and 74 s.
        var bench = new RelayBench(ClientOnly).Wait(24).Send(RelaySide.App, Wire.Frame(Opcode.Ping)).Wait(74 - 24);
        bench.Client.ShouldBe("Ping 0 | Ping 12 | Ping 12");
        bench.Wait(24.999).Relay.Ending.ShouldBeNull();
        bench.Wait(0.001).Relay.Ending!.By.ShouldBe(EndedBy.Network);
    }

    [Fact]
    public void While_a_ping_of_the_app_s_is_unanswered_ours_waits_one_interval()
    {
        var bench = new RelayBench(ClientOnly).Wait(20).Send(RelaySide.App, Wire.Frame(Opcode.Ping)).Wait(24.999);
        bench.Client.ShouldBe("Ping 0");
        bench.Wait(0.001).Client.ShouldBe("Ping 0 | Ping 12");
    }

    [Fact]
    public void A_ping_of_the_app_s_that_was_answered_does_not_stand_for_its_next_one()
    {
        var bench = new RelayBench(ClientOnly).Wait(20).Send(RelaySide.App, Wire.Frame(Opcode.Ping));
        bench.Send(RelaySide.Client, Wire.Frame(Opcode.Pong, [], Wire.Key)).Wait(24).Send(RelaySide.App, Wire.Frame(Opcode.Ping));
        bench.Wait(24.999).Client.ShouldBe("Ping 0 | Ping 0");
        bench.Wait(0.001).Client.ShouldBe("Ping 0 | Ping 0 | Ping 12");
        bench.App.ShouldBe("masked Pong 0");
    }

    [Fact]
    public void A_ping_that_the_app_sends_over_and_over_does_not_put_ours_off_for_ever()
    {
        var bench = new RelayBench(ClientOnly);
        for (var second = 0; second < 30; second++)
            bench.Send(RelaySide.App, Wire.Frame(Opcode.Ping)).Wait(1);
        bench.Client.ShouldContain("Ping 12");
    }

    [Fact]
    public void Pongs_keep_a_line_alive_and_never_kill()
    {
        var bench = new RelayBench(new RelayOptions { Client = new(TimeSpan.FromSeconds(25), Proves: false), App = new(null) }).Wait(1000);
        bench.Client.ShouldBe(string.Join(" | ", Enumerable.Repeat("Pong 12", 40)));
        bench.Relay.PulseOf(RelaySide.Client).Unanswered.ShouldBe(0);
        bench.Busy = RelaySide.Client;
        bench.Relay.Waits(RelaySide.Client);
        bench.Wait(1000).Relay.Ending.ShouldBeNull();
    }

    [Fact]
    public void Without_an_interval_nothing_is_ever_due()
    {
        var bench = new RelayBench(new RelayOptions { Client = new(null), App = new(null) });
        bench.Relay.WakeAt.ShouldBeNull();
        bench.Relay.Tick(TimeSpan.FromDays(1));
        bench.Relay.HasWork(RelaySide.Client).ShouldBeFalse();
        bench.Relay.Ending.ShouldBeNull();
    }

    [Fact]
    public void No_one_is_kept_alive_once_it_ends()
    {
        var bench = new RelayBench(new RelayOptions { Close = TimeSpan.FromSeconds(60) }).Close(RelaySide.Client, 1000).Wait(59);
        bench.Client.ShouldBe("");
        bench.App.ShouldBe("masked Close 1000");
    }

    private static byte[] LastPing(RelayBench bench, RelaySide side)
    {
        var payload = bench.Bytes(side)[^Pulse.PayloadLength..];
        if (side == RelaySide.App)
            Masking.Apply(payload, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bench.Bytes(side).AsSpan()[^16..]), 0);
        return payload;
    }

    private static void Answer(RelayBench bench, RelaySide side) =>
        bench.Send(side, Wire.Frame(Opcode.Pong, LastPing(bench, side), side == RelaySide.Client ? Wire.Key : null));
}
