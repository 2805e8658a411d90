using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

/// <summary>Half-closes, limits, leaving, and ends that take too long.</summary>
public sealed class EndingTests
{
    private static readonly RelayOptions s_quiet = new() { Client = new(null), App = new(null) };

    [Fact]
    public void A_client_s_FIN_is_passed_on_and_the_answer_reaches_it_until_the_app_s_FIN()
    {
        var bench = new RelayBench().Say(RelaySide.Client, "ask").Finish(RelaySide.Client);
        bench.App.ShouldBe("masked Text 3 | FIN");
        bench.Wait(9).Say(RelaySide.App, "answer").Finish(RelaySide.App);
        // It ended first: nobody need tell it that the app did.
        bench.Client.ShouldBe("Text 6 | FIN");
        bench.Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeFalse();
    }

    [Fact]
    public void After_a_client_s_FIN_an_answer_cut_in_a_frame_ends_with_a_reset() =>
        new RelayBench().Finish(RelaySide.Client).BeginFrame(RelaySide.App).Finish(RelaySide.App).Client.ShouldBe("cut 4 | RST");

    [Fact]
    public void An_answer_may_take_longer_than_the_close_time_as_long_as_it_flows()
    {
        var bench = new RelayBench().Finish(RelaySide.Client);
        for (var part = 0; part < 10; part++)
            bench.Wait(9.999).Say(RelaySide.App, "more");
        bench.Wait(9.999).Client.ShouldBe(string.Join(" | ", Enumerable.Repeat("Text 4", 10)));
        bench.Wait(0.001).Client.ShouldEndWith("Text 4 | Close 1014 the app does not answer | FIN");
    }

    [Fact]
    public void An_answer_flows_also_where_the_client_is_slow_to_take_it()
    {
        var bench = new RelayBench().Finish(RelaySide.Client);
        for (var part = 0; part < 10; part++)
        {
            bench.Wait(9.999);
            bench.Relay.Drained(RelaySide.Client, bench.Now);
        }

        bench.Client.ShouldBe("");
    }

    [Fact]
    public void An_answer_that_would_flow_for_ever_ends_where_we_leave()
    {
        var bench = Flowing(new RelayOptions()).Leave();
        bench.Client.ShouldEndWith("Text 1 | Close 1012 restart");
        for (var second = 0; second < 10; second++)
            bench.Wait(1).Say(RelaySide.App, "x");
        bench.Client.ShouldEndWith("Close 1012 restart | FIN");
        bench.WaitForEnd().Relay.Ending!.By.ShouldBe(EndedBy.Client);
    }

    [Fact]
    public void An_answer_that_would_flow_for_ever_ends_with_the_lifetime()
    {
        var bench = Flowing(new RelayOptions { Lifetime = TimeSpan.FromSeconds(100) });
        bench.Relay.IsOver.ShouldBeTrue();
        bench.Client.ShouldEndWith("FIN");
        bench.Client.Split(" | ").Count(frame => frame == "Text 1").ShouldBe(100);
    }

    [Fact]
    public void An_answer_that_would_flow_for_ever_ends_where_the_client_does_not_take_it_any_more()
    {
        var bench = Flowing(new RelayOptions());
        bench.Relay.SendFailed(RelaySide.Client, bench.Now);
        bench.Wait(1).Relay.IsOver.ShouldBeTrue();
        bench.Relay.Ending.ShouldBe(new RelayEnding(EndedBy.Client, "connection ended without a close frame"));
    }

    [Fact]
    public void An_app_that_goes_on_after_a_close_and_FIN_of_the_client_s_gets_the_close_time_and_no_more()
    {
        var bench = new RelayBench().Close(RelaySide.Client, 1000).Finish(RelaySide.Client);
        for (var second = 0; second < 11; second++)
            bench.Say(RelaySide.App, "x").Wait(1);
        bench.Relay.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void Bytes_held_back_are_held_as_long_as_more_may_come()
    {
        var bench = new RelayBench().Send(RelaySide.Client, 0x89);
        bench.Relay.TakeInsert(RelaySide.App, bench.Now).IsEmpty.ShouldBeTrue();
        bench.Finish(RelaySide.Client).Bytes(RelaySide.App).ShouldBe([0x89]);
    }

    [Fact]
    public void The_end_of_a_stream_counts_once()
    {
        var bench = new RelayBench(s_quiet).Finish(RelaySide.Client).Reset(RelaySide.Client);
        bench.App.ShouldBe("FIN");
        bench.Relay.WakeAt.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(RelaySide.Client)]
    [InlineData(RelaySide.App)]
    public void A_reset_that_waits_does_not_become_a_good_end_because_the_other_side_ends_well(RelaySide dead)
    {
        var alive = new PulseSettings(TimeSpan.FromSeconds(25));
        var bench = new RelayBench(dead == RelaySide.Client ? s_quiet with { Client = alive } : s_quiet with { App = alive }) { Busy = dead };
        bench.Relay.Waits(dead);
        bench.Wait(75).Finish(dead.Other());
        bench.Busy = null;
        bench.Leave().Got(dead).ShouldEndWith("RST");
    }

    [Fact]
    public void A_side_that_takes_nothing_any_more_is_still_heard_to_its_end()
    {
        var bench = new RelayBench();
        bench.Relay.SendFailed(RelaySide.Client, bench.Now);
        bench.Say(RelaySide.App, "lost").Say(RelaySide.Client, "last words").Reset(RelaySide.Client);
        bench.Client.ShouldBe("");
        bench.App.ShouldBe("masked Text 10 | masked Close 1001 the client's connection was reset | RST");
        bench.Relay.Ending.ShouldBe(new RelayEnding(EndedBy.Client, "connection reset"));
    }

    [Theory]
    [InlineData(RelaySide.Client, EndedBy.Client)]
    [InlineData(RelaySide.App, EndedBy.App)]
    public void A_side_that_takes_nothing_any_more_and_never_ends_is_given_the_close_time(RelaySide side, EndedBy by)
    {
        var bench = new RelayBench(s_quiet);
        bench.Relay.SendFailed(side, bench.Now);
        bench.Relay.WakeAt.ShouldBe(TimeSpan.FromSeconds(10));
        bench.WaitForEnd().Now.ShouldBe(TimeSpan.FromSeconds(11));
        bench.Relay.Ending.ShouldBe(new RelayEnding(by, "connection reset"));
    }

    [Fact]
    public void A_FIN_from_a_side_that_takes_nothing_any_more_is_a_reset()
    {
        var bench = new RelayBench();
        bench.Relay.SendFailed(RelaySide.App, bench.Now);
        bench.Finish(RelaySide.App).Client.ShouldBe("Close 1014 the app's connection was reset | RST");
    }

    [Fact]
    public void Where_we_leave_the_client_is_told_and_what_it_still_sends_reaches_the_app()
    {
        var bench = new RelayBench().Leave();
        bench.Client.ShouldBe("Close 1012 restart");
        bench.App.ShouldBe("");
        bench.Say(RelaySide.App, "dropped").Say(RelaySide.Client, "saved").Close(RelaySide.Client, 1012);
        bench.Client.ShouldBe("Close 1012 restart | FIN");
        bench.App.ShouldBe("masked Text 5 | masked Close 1012");
        bench.Close(RelaySide.App, 1012).Finish(RelaySide.App).Finish(RelaySide.Client);
        bench.App.ShouldBe("masked Text 5 | masked Close 1012 | FIN");
        bench.Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeFalse();
        bench.Relay.Ending.ShouldBe(new RelayEnding(EndedBy.Drain, "restart", 1012, "restart"));
    }

    [Fact]
    public void Where_we_leave_inside_a_frame_the_close_waits_for_its_end()
    {
        var bench = new RelayBench().BeginFrame(RelaySide.App).Leave();
        bench.Client.ShouldBe("cut 4");
        bench.Wait(9).EndFrame(RelaySide.App).Client.ShouldBe("Text 4 | Close 1012 restart");
        bench.Close(RelaySide.Client, 1012).Client.ShouldBe("Text 4 | Close 1012 restart | FIN");
    }

    [Fact]
    public void A_client_that_says_close_itself_while_ours_waits_gets_ours_and_the_end_after_the_frame()
    {
        var bench = new RelayBench().BeginFrame(RelaySide.App).Leave().Close(RelaySide.Client, 1000);
        bench.Client.ShouldBe("cut 4");
        bench.EndFrame(RelaySide.App).Client.ShouldBe("Text 4 | Close 1012 restart | FIN");
    }

    [Fact]
    public void A_frame_that_does_not_end_in_time_is_cut_off_with_a_reset()
    {
        var bench = new RelayBench().BeginFrame(RelaySide.App).Leave().Wait(9.999);
        bench.Client.ShouldBe("cut 4");
        bench.Wait(0.001).Client.ShouldBe("cut 4 | RST");
        bench.App.ShouldStartWith("masked Close 1001 the client is gone");
    }

    [Fact]
    public void A_stream_that_cannot_be_read_is_cut_off_with_a_reset_too() =>
        new RelayBench(s_quiet).Send(RelaySide.App, 0x83, 0x00).Leave().Wait(10).Client.ShouldEndWith("RST");

    [Fact]
    public void An_app_that_ends_inside_the_frame_for_which_our_close_waits_leads_to_a_reset() =>
        new RelayBench().BeginFrame(RelaySide.App).Leave().Finish(RelaySide.App).Client.ShouldBe("cut 4 | RST");

    [Fact]
    public void An_end_that_takes_too_long_gets_a_last_second_and_is_cut()
    {
        var bench = new RelayBench().Leave().Wait(9.999);
        bench.Client.ShouldBe("Close 1012 restart");
        bench.Wait(0.001).Client.ShouldBe("Close 1012 restart | FIN");
        bench.App.ShouldBe("masked Close 1001 the client is gone | FIN");
        bench.Wait(0.999).Relay.IsOver.ShouldBeFalse();
        bench.Wait(0.001).Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeTrue();
        bench.Relay.Ending!.By.ShouldBe(EndedBy.Drain);
    }

    [Fact]
    public void A_FIN_that_cannot_be_sent_is_not_waited_for_for_ever()
    {
        // A close_notify of TLS waits for a peer that does not read.
        var bench = new RelayBench { Stuck = true }.Finish(RelaySide.Client).Finish(RelaySide.App);
        bench.Client.ShouldBe("FIN");
        bench.Relay.IsOver.ShouldBeFalse();
        bench.Wait(11).Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeTrue();
    }

    [Fact]
    public void Leaving_twice_or_when_it_ends_already_says_nothing_more()
    {
        var bench = new RelayBench().Leave().Leave();
        bench.Client.ShouldBe("Close 1012 restart");
        new RelayBench().Close(RelaySide.Client, 1000).Leave().Client.ShouldBe("");
    }

    [Fact]
    public void An_idle_socket_ends_and_pings_do_not_count_as_messages()
    {
        var bench = new RelayBench(new RelayOptions { Idle = TimeSpan.FromSeconds(60), App = new(null), Client = new(TimeSpan.FromSeconds(25), Proves: false) });
        bench.Wait(30).Say(RelaySide.Client, "hi").Wait(30).Send(RelaySide.App, Wire.Frame(Opcode.Ping)).Wait(29.999);
        bench.Relay.Ending.ShouldBeNull();
        bench.Wait(0.001).Relay.Ending.ShouldBe(new RelayEnding(EndedBy.IdleLimit, "no message for 60 s", 1001, "no message for 60 s"));
        bench.Client.ShouldEndWith("Close 1001 no message for 60 s");
    }

    [Fact]
    public void A_frame_that_takes_its_time_is_not_idle()
    {
        var bench = new RelayBench(s_quiet with { Idle = TimeSpan.FromSeconds(60) });
        bench.Send(RelaySide.Client, Wire.Frame(Opcode.Binary, new byte[100], Wire.Key)[..6]);
        for (var minute = 0; minute < 5; minute++)
            bench.Wait(59.999).Send(RelaySide.Client, 1);
        bench.Relay.Ending.ShouldBeNull();
    }

    [Fact]
    public void A_socket_that_speaks_something_else_is_not_idle_while_it_speaks()
    {
        var bench = new RelayBench(s_quiet with { Idle = TimeSpan.FromSeconds(60) }).Send(RelaySide.App, 0x83, 0x00);
        for (var minute = 0; minute < 5; minute++)
            bench.Wait(59.999).Send(RelaySide.App, 1);
        bench.Relay.Ending.ShouldBeNull();
    }

    [Fact]
    public void A_socket_that_is_too_old_ends()
    {
        var bench = new RelayBench(s_quiet with { Lifetime = TimeSpan.FromSeconds(60) });
        for (var second = 0; second < 59; second++)
            bench.Say(RelaySide.Client, "x").Wait(1);
        bench.Wait(0.999).Relay.Ending.ShouldBeNull();
        bench.Wait(0.001).Relay.Ending.ShouldBe(new RelayEnding(EndedBy.LifetimeLimit, "open for 60 s", 1001, "open for 60 s"));
    }

    [Theory]
    [InlineData(RelaySide.Client)]
    [InlineData(RelaySide.App)]
    public void A_message_that_is_too_long_ends_it_and_both_are_told(RelaySide from)
    {
        var bench = new RelayBench(s_quiet with { Limits = new LaneLimits(MessageBytes: 4) });
        bench.Say(from, "good").Say(from, "too long").Say(from, "good");
        var other = from == RelaySide.Client ? "masked " : "";
        bench.Got(from.Other()).ShouldBe($"{other}Text 4 | {other}Close 1009 the message is longer than the limit | FIN");
        bench.Got(from).ShouldBe((from == RelaySide.App ? "masked " : "") + "Close 1009 the message is longer than the limit | FIN");
        bench.Relay.Ending.ShouldBe(new RelayEnding(EndedBy.SizeLimit, "the message is longer than the limit", 1009, "the message is longer than the limit"));
        bench.Finish(RelaySide.Client).Finish(RelaySide.App).Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeFalse();
    }

    [Fact]
    public void Whoever_broke_a_limit_is_told_once_the_other_side_s_frame_is_whole()
    {
        var bench = new RelayBench(s_quiet with { Limits = new LaneLimits(MessageBytes: 4) }).BeginFrame(RelaySide.App).Say(RelaySide.Client, "too long");
        bench.Client.ShouldBe("cut 4");
        bench.Relay.TakeOrder(RelaySide.Client).ShouldBe(OutputOrder.None);
        bench.App.ShouldEndWith("FIN");
        bench.EndFrame(RelaySide.App).Client.ShouldBe("Text 4 | Close 1009 the message is longer than the limit | FIN");
    }

    [Fact]
    public void What_breaks_the_protocol_where_no_limit_is_kept_ends_as_the_peers_end_it()
    {
        var bench = new RelayBench(s_quiet).Send(RelaySide.App, 0x83, 0x00, 0xFF).Finish(RelaySide.App);
        bench.Bytes(RelaySide.Client).ShouldBe([0x83, 0x00, 0xFF]);
        bench.Client.ShouldEndWith("FIN");
        bench.Finish(RelaySide.Client).Relay.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void A_dead_client_s_reset_does_not_take_the_app_s_good_end_away()
    {
        // The app's sending half is busy when the client is buried and its connection falls.
        var bench = new RelayBench(s_quiet with { Client = new(TimeSpan.FromSeconds(25)) });
        bench.Busy = RelaySide.App;
        bench.Wait(75).Client.ShouldEndWith("RST");
        bench.Busy = null;
        bench.Wait(0.5).Leave().App.ShouldBe("masked Close 1001 the client gave no sign of life for 75 s | FIN");
    }

    [Fact]
    public void What_is_cut_off_is_over_at_once_and_blamed_on_nobody()
    {
        var bench = new RelayBench();
        bench.Relay.Cut(bench.Now);
        bench.Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeTrue();
        bench.Relay.WakeAt.ShouldBeNull();
        bench.Relay.Ended(RelaySide.Client, true, bench.Now);
        bench.Relay.Ending.ShouldBe(new RelayEnding(EndedBy.Gateway, "cut off"));
    }

    // The client has sent FIN, and the app goes on and on, for 200 s.
    private static RelayBench Flowing(RelayOptions options)
    {
        var bench = new RelayBench(options).Finish(RelaySide.Client);
        for (var second = 0; second < 200 && !bench.Relay.IsOver; second++)
            bench.Say(RelaySide.App, "x").Wait(1);
        return bench;
    }
}
