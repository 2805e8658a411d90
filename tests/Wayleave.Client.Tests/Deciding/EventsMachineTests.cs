using System.Text;
using Wayleave.Client.Deciding;
using Wayleave.Client.Lines;
using Wayleave.Client.Retrying;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Tests.Deciding;

public sealed class EventsMachineTests
{
    private const string Hello = """{"type":"hello","heartbeat":30,"retry_window":8000}""";
    private const string Subscribed = """{"type":"subscribed","ch":"a","at":"k:5:00000005","resume":"new"}""";
    private static readonly DateTimeOffset s_now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<StreamItem> _items = [];
    private double _chance = 0.5;

    [Fact]
    public void A_live_connection_gives_events_once_and_leaves_where_one_is_missing()
    {
        var machine = Open();
        Take(machine, Subscribed, Event(6), Event(6), Event(7)).ShouldBeNull();
        Told().ShouldBe("connected|subscribed k:5:00000005|event k:6:00000006|event k:7:00000007");
        Take(machine, Event(9)).ShouldBeOfType<LineEnding.OutOfStep>().Channel.ShouldBe("a");
        Told().ShouldBe("");
        machine.End(new LineEnding.OutOfStep("a"), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(0.5));
        machine.Begin(s_now).ShouldBe("k:7:00000007");
    }

    [Fact]
    public void Being_out_of_step_without_anything_new_backs_off()
    {
        var machine = Open();
        Take(machine, Subscribed, Event(9)).ShouldBeOfType<LineEnding.OutOfStep>();
        machine.End(new LineEnding.OutOfStep("a"), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void A_heartbeat_shows_that_the_end_is_missing()
    {
        var machine = Open();
        Take(machine, Subscribed, Event(6), """{"type":"heartbeat","at":{"a":"k:6:00000006"}}""").ShouldBeNull();
        Take(machine, """{"type":"heartbeat","at":{"a":"k:7:00000007"}}""").ShouldBeOfType<LineEnding.OutOfStep>();
    }

    [Fact]
    public void A_gap_is_told_in_its_place_and_what_follows_begins_behind_it()
    {
        var machine = Open(ChannelPositions.Empty.With("a", "k:5:00000005"));
        Take(machine, """{"type":"subscribed","ch":"a","at":"n:3:00000003","resume":"gap"}""",
            """{"type":"gap","ch":"a","reason":"epoch","from":"k:5:00000005","to":"n:2:00000002","lost":null}""",
            """{"type":"event","ch":"a","id":"n:3:00000003","data":1}""", """{"type":"caught_up","ch":"a","at":"n:3:00000003"}""").ShouldBeNull();
        Told().ShouldBe("connected|subscribed n:3:00000003|gap epoch to n:2:00000002|event n:3:00000003|caught up n:3:00000003");
    }

    [Fact]
    public void Positions_follow_the_items_and_not_the_network()
    {
        var machine = Open();
        Take(machine, Subscribed, Event(6), Event(7)).ShouldBeNull();
        var positions = ChannelPositions.Empty;
        var seen = new List<string?>();
        foreach (var item in _items)
        {
            positions = item.Change?.ApplyTo(positions) ?? positions;
            seen.Add(positions["a"]);
        }

        seen.ShouldBe([null, "k:5:00000005", "k:6:00000006", "k:7:00000007"]);
    }

    [Fact]
    public void What_is_no_hello_is_not_spoken_and_another_transport_is_tried()
    {
        var machine = Machine();
        machine.Begin(s_now);
        var ending = Take(machine, Subscribed).ShouldBeOfType<LineEnding.NotSpoken>();
        machine.End(ending, s_now).Delay.ShouldBe(TimeSpan.Zero);
        machine.Transport.ShouldBe(EventsTransport.ServerSentEvents);
    }

    [Fact]
    public void Where_no_transport_is_spoken_the_round_ends_with_a_wait()
    {
        var machine = Machine();
        var delays = new List<TimeSpan>();
        for (var n = 0; n < 4; n++)
        {
            machine.Begin(s_now);
            delays.Add(machine.End(new LineEnding.NotSpoken(""), s_now).Delay);
        }

        delays.Select(delay => delay.TotalSeconds).ShouldBe([0, 0, 0.5, 0]);
    }

    [Fact]
    public void A_status_that_all_transports_get_is_final()
    {
        var machine = Machine();
        for (var n = 0; n < 2; n++)
            machine.End(new LineEnding.Refused(403, null), s_now).Failure.ShouldBeNull();
        machine.End(new LineEnding.Refused(403, null), s_now).Failure.ShouldBeOfType<EventsRefusedException>().Status.ShouldBe(403);
    }

    [Fact]
    public void A_second_loss_in_a_row_before_hello_takes_the_next_transport()
    {
        var machine = Machine();
        machine.Begin(s_now);
        machine.End(new LineEnding.Lost(""), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(0.5));
        machine.Transport.ShouldBe(EventsTransport.WebSocket);
        machine.Begin(s_now);
        machine.End(new LineEnding.Lost(""), s_now).Delay.ShouldBe(TimeSpan.Zero);
        machine.Transport.ShouldBe(EventsTransport.ServerSentEvents);
        machine.Begin(s_now);
        machine.End(new LineEnding.Lost(""), s_now);
        machine.Transport.ShouldBe(EventsTransport.ServerSentEvents);
    }

    [Fact]
    public void From_a_transport_that_was_open_all_others_are_tried()
    {
        var machine = Machine();
        machine.End(new LineEnding.NotSpoken(""), s_now);
        machine.Begin(s_now);
        Take(machine, Hello);
        machine.End(new LineEnding.Lost(""), s_now);
        var tried = new List<EventsTransport>();
        do
        {
            machine.Begin(s_now);
            tried.Add(machine.Transport);
        }
        while (machine.End(new LineEnding.NotSpoken(""), s_now).Delay == TimeSpan.Zero);
        tried.ShouldBe([EventsTransport.ServerSentEvents, EventsTransport.LongPoll, EventsTransport.WebSocket]);
    }

    [Fact]
    public void Whoever_wants_the_last_of_some_channels_and_is_out_of_step_in_another_goes_on_from_its_places()
    {
        var machine = Machine(new MachineSettings { Transports = [EventsTransport.WebSocket], Channels = ["a", "b"], Start = new Since.Last(1) }, ChannelPositions.Empty.With("a", "k:1:00000001"));
        var asked = PositionVector.Empty.With("a", new EventPosition("k", 1, 1)) + "~-1";
        machine.Begin(s_now).ShouldBe(asked);
        var ending = Take(machine, Hello, Event(9)).ShouldBeOfType<LineEnding.OutOfStep>();
        machine.End(ending, s_now);
        machine.Begin(s_now).ShouldBe(asked);
    }

    [Theory]
    [InlineData(1012)]
    [InlineData(1006)]
    [InlineData(4101)]
    public void After_a_live_connection_clients_spread_over_the_servers_window(int code)
    {
        var machine = Open();
        Take(machine, Subscribed);
        _chance = 0.75;
        machine.End(new LineEnding.Closed(code, ""), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void A_heartbeat_may_change_the_window_and_say_that_the_store_is_away()
    {
        var machine = Open();
        Take(machine, Subscribed, """{"type":"heartbeat","retry_window":60000,"degraded":true,"at":{}}""", """{"type":"heartbeat","at":{}}""").ShouldBeNull();
        Told().ShouldBe("connected|subscribed k:5:00000005|degraded|connected");
        machine.End(new LineEnding.Lost(""), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Reconnect_names_the_wait()
    {
        var machine = Open();
        Take(machine, Subscribed, """{"type":"reconnect","after":3721,"reason":"draining"}""").ShouldBeNull();
        machine.End(new LineEnding.Closed(4101, ""), s_now).Delay.ShouldBe(TimeSpan.FromMilliseconds(3721));
        machine.Begin(s_now);
        Take(machine, Hello, Subscribed.Replace("new", "ok", StringComparison.Ordinal));
        // Once.
        machine.End(new LineEnding.Closed(4101, ""), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void An_ended_session_is_begun_anew_at_once_and_one_that_ends_before_it_serves_is_not()
    {
        var machine = Open();
        Take(machine, Subscribed);
        machine.End(new LineEnding.Closed(4201, ""), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(0.5));
        machine.Begin(s_now);
        Take(machine, Hello);
        machine.End(new LineEnding.Closed(4201, ""), s_now).Delay.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Failures_in_a_row_are_counted_until_a_server_serves()
    {
        var machine = Machine(new MachineSettings { Transports = [EventsTransport.WebSocket], MaxRetries = 2 });
        Fail().ShouldBeNull();
        Fail().ShouldBeNull();
        machine.Begin(s_now);
        Take(machine, Hello, Subscribed);
        Fail().ShouldBeNull();
        machine.Begin(s_now);
        Take(machine, Hello);
        Fail().ShouldBeNull();
        Fail().ShouldBeOfType<EventsRetriesException>().Retries.ShouldBe(2);

        EventsClientException? Fail()
        {
            var failure = machine.End(new LineEnding.NoTicket("no ticket"), s_now).Failure;
            machine.Begin(s_now);
            return failure;
        }
    }

    [Fact]
    public void An_error_in_place_of_hello_is_a_refusal_and_later_ones_are_told()
    {
        var machine = Machine();
        machine.Begin(s_now);
        machine.Take(new LineInput.Arrived(Encoding.UTF8.GetBytes("""{"type":"error","code":"unavailable","retry":true}"""), TimeSpan.FromSeconds(30)), s_now, _items)
            .ShouldBe(new LineEnding.Denied("unavailable", true, TimeSpan.FromSeconds(30)));
        machine = Open();
        Take(machine, """{"type":"error","code":"forbidden","ch":"b","retry":false}""").ShouldBeNull();
        _items[^1].ShouldBe(new ServerRefusal { Code = "forbidden", Channel = "b" });
    }

    [Fact]
    public void Patience_is_that_of_connecting_until_hello_and_two_heartbeats_then()
    {
        var machine = Machine();
        machine.Begin(s_now);
        machine.Patience.ShouldBe(TimeSpan.FromSeconds(15));
        Take(machine, Hello);
        machine.Patience.ShouldBe(TimeSpan.FromSeconds(60));
        machine.Begin(s_now);
        Take(machine, """{"type":"hello","heartbeat":1}""");
        machine.Patience.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_new_ticket_is_due_before_the_session_ends_and_again_before_its_new_end()
    {
        var machine = Open();
        machine.RenewAt.ShouldBeNull();
        machine.Begin(s_now);
        Take(machine, """{"type":"hello","heartbeat":30,"token_expires_in":3600}""", Subscribed).ShouldBeNull();
        machine.RenewAt.ShouldBe(s_now.AddSeconds(3570));
        Take(machine, """{"type":"error","code":"bad_ticket","retry":false}""").ShouldBeNull();
        machine.RenewAt.ShouldBe(s_now.AddSeconds(3570));
        Take(machine, """{"type":"auth","expires_in":60}""").ShouldBeNull();
        machine.RenewAt.ShouldBe(s_now.AddSeconds(45));
        Take(machine, """{"type":"auth"}""").ShouldBeNull();
        machine.RenewAt.ShouldBeNull();
        Take(machine, """{"type":"auth","expires_in":60}""").ShouldBeNull();
        machine.Begin(s_now);
        machine.RenewAt.ShouldBeNull();
    }

    [Fact]
    public void Polls_have_caught_up_with_the_first_that_is_empty()
    {
        var machine = Machine(new MachineSettings { Transports = [EventsTransport.LongPoll], Channels = ["a"], Start = Since.All });
        machine.Begin(s_now).ShouldBe("0");
        Take(machine, Event(1), Event(2)).ShouldBeNull();
        machine.Take(new LineInput.Polled("k:2:00000002.signature", false), s_now, _items).ShouldBeNull();
        machine.Patience.ShouldBe(TimeSpan.FromSeconds(15));
        machine.Take(new LineInput.Polled("k:2:00000002.signature", true), s_now, _items).ShouldBeNull();
        machine.Take(new LineInput.Polled("k:2:00000002.signature", true), s_now, _items).ShouldBeNull();
        machine.Patience.ShouldBe(TimeSpan.FromSeconds(40));
        Told().ShouldBe("connected|event k:1:00000001|event k:2:00000002|note|note|caught up k:2:00000002|note");
        machine.End(new LineEnding.Lost(""), s_now);
        machine.Begin(s_now).ShouldBe("k:2:00000002");
    }

    [Fact]
    public void Polls_go_on_until_the_first_transport_is_to_be_tried_again()
    {
        var machine = Machine(new MachineSettings { Transports = [EventsTransport.WebSocket, EventsTransport.LongPoll] });
        machine.End(new LineEnding.NotSpoken(""), s_now);
        machine.Begin(s_now);
        machine.Take(new LineInput.Polled("k:2:00000002", true), s_now, _items).ShouldBeNull();
        var later = s_now + TransportChoice.Return;
        machine.Take(new LineInput.Polled("k:2:00000002", true), later, _items).ShouldBeOfType<LineEnding.Aged>();
        machine.End(new LineEnding.Aged(), later).Delay.ShouldBe(TimeSpan.FromSeconds(0.5));
        machine.Begin(later).ShouldBe("k:2:00000002");
        machine.Transport.ShouldBe(EventsTransport.WebSocket);
    }

    [Fact]
    public void A_server_that_names_ever_more_channels_is_left()
    {
        var machine = Machine(new MachineSettings { Transports = [EventsTransport.WebSocket] });
        machine.Begin(s_now);
        Take(machine, Hello);
        for (var n = 0; n < ChannelPositions.MaxChannels; n++)
            Take(machine, Event(1).Replace("\"a\"", $"\"{n}\"", StringComparison.Ordinal)).ShouldBeNull();
        Take(machine, Subscribed).ShouldBeOfType<LineEnding.NotSpoken>();
        Take(machine, Event(1)).ShouldBeOfType<LineEnding.NotSpoken>();
        Take(machine, """{"type":"heartbeat","at":{"a":"k:6:00000006"}}""").ShouldBeOfType<LineEnding.NotSpoken>();
    }

    private static string Event(int n) => $$"""{"type":"event","ch":"a","id":"k:{{n}}:0000000{{n}}","data":{{n}}}""";

    private EventsMachine Machine(MachineSettings? settings = null, ChannelPositions? positions = null) =>
        new(settings ?? new MachineSettings { Transports = [EventsTransport.WebSocket, EventsTransport.ServerSentEvents, EventsTransport.LongPoll], Channels = ["a"] },
            positions ?? ChannelPositions.Empty, () => _chance);

    private EventsMachine Open(ChannelPositions? positions = null)
    {
        var machine = Machine(positions: positions);
        machine.Begin(s_now);
        Take(machine, Hello).ShouldBeNull();
        return machine;
    }

    private LineEnding? Take(EventsMachine machine, params string[] frames)
    {
        foreach (var frame in frames)
            if (machine.Take(new LineInput.Arrived(Encoding.UTF8.GetBytes(frame)), s_now, _items) is { } ending)
                return ending;
        return null;
    }

    private string Told()
    {
        var told = string.Join('|', _items.Select(item => item switch
        {
            ConnectionChange change => change.State.ToString().ToLowerInvariant(),
            ChannelSubscribed subscribed => $"subscribed {subscribed.Head}",
            ChannelEvent each => $"event {each.Id}",
            ChannelGap gap => $"gap {gap.Reason} to {gap.To}",
            ChannelCaughtUp caughtUp => $"caught up {caughtUp.At}",
            _ => "note",
        }));
        _items.Clear();
        return told;
    }
}
