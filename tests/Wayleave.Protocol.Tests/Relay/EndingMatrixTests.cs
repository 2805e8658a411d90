using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

/// <summary>Who closes how, and who is blamed.</summary>
public sealed class EndingMatrixTests
{
    private static readonly RelayOptions s_options = new()
    {
        Client = new PulseSettings(TimeSpan.FromSeconds(20)), App = new PulseSettings(TimeSpan.FromSeconds(20)),
    };

    // how it ends                                       what the client gets at once, and by the end if nobody reacts
    //                                                   what the app gets at once, and by the end if nobody reacts
    //                                                   who, how, code, reason
    [Theory]
    [InlineData(RelaySide.Client, "close 4001 bye",
        "", "Close 1014 the app does not answer | FIN",
        "masked Close 4001 bye", "masked Close 4001 bye | FIN",
        EndedBy.Client, "close frame", 4001, "bye")]
    [InlineData(RelaySide.Client, "close",
        "", "Close 1014 the app does not answer | FIN",
        "masked Close", "masked Close | FIN",
        EndedBy.Client, "close frame", null, "")]
    [InlineData(RelaySide.Client, "FIN",
        "", "Close 1014 the app does not answer | FIN",
        "FIN", "FIN",
        EndedBy.Client, "connection ended without a close frame", null, "")]
    [InlineData(RelaySide.Client, "FIN in a frame",
        "", "Close 1014 the app does not answer | FIN",
        "cut 8 | FIN", "cut 8 | FIN",
        EndedBy.Client, "connection ended without a close frame", null, "")]
    [InlineData(RelaySide.Client, "FIN in a control frame",
        "", "Close 1014 the app does not answer | FIN",
        "cut 7 | FIN", "cut 7 | FIN",
        EndedBy.Client, "connection ended without a close frame", null, "")]
    [InlineData(RelaySide.Client, "reset",
        "", "",
        "masked Close 1001 the client's connection was reset | RST", "masked Close 1001 the client's connection was reset | RST",
        EndedBy.Client, "connection reset", null, "")]
    [InlineData(RelaySide.Client, "reset in a frame",
        "", "",
        "cut 8 | RST", "cut 8 | RST",
        EndedBy.Client, "connection reset", null, "")]
    [InlineData(RelaySide.Client, "reset in a control frame",
        "", "",
        "masked Close 1001 the client's connection was reset | RST", "masked Close 1001 the client's connection was reset | RST",
        EndedBy.Client, "connection reset", null, "")]
    [InlineData(RelaySide.Client, "dead",
        "Ping 12 | Ping 12 | RST", "Ping 12 | Ping 12 | RST",
        "masked Close 1001 the client gave no sign of life for 60 s | FIN", "masked Close 1001 the client gave no sign of life for 60 s | FIN",
        EndedBy.Network, "the client gave no sign of life for 60 s", null, "")]
    [InlineData(RelaySide.App, "close 4001 bye",
        "Close 4001 bye", "Close 4001 bye | FIN",
        "", "masked Close 1001 the client is gone | FIN",
        EndedBy.App, "close frame", 4001, "bye")]
    [InlineData(RelaySide.App, "close",
        "Close", "Close | FIN",
        "", "masked Close 1001 the client is gone | FIN",
        EndedBy.App, "close frame", null, "")]
    [InlineData(RelaySide.App, "FIN",
        "Close 1014 the app ended the connection without a close frame | FIN", "Close 1014 the app ended the connection without a close frame | FIN",
        "", "masked Close 1001 the client is gone | FIN",
        EndedBy.App, "connection ended without a close frame", null, "")]
    [InlineData(RelaySide.App, "FIN in a frame",
        "cut 4 | RST", "cut 4 | RST",
        "RST", "RST",
        EndedBy.App, "connection ended without a close frame", null, "")]
    [InlineData(RelaySide.App, "FIN in a control frame",
        "Close 1014 the app ended the connection without a close frame | FIN", "Close 1014 the app ended the connection without a close frame | FIN",
        "", "masked Close 1001 the client is gone | FIN",
        EndedBy.App, "connection ended without a close frame", null, "")]
    [InlineData(RelaySide.App, "reset",
        "Close 1014 the app's connection was reset | RST", "Close 1014 the app's connection was reset | RST",
        "", "",
        EndedBy.App, "connection reset", null, "")]
    [InlineData(RelaySide.App, "reset in a frame",
        "cut 4 | RST", "cut 4 | RST",
        "", "",
        EndedBy.App, "connection reset", null, "")]
    [InlineData(RelaySide.App, "reset in a control frame",
        "Close 1014 the app's connection was reset | RST", "Close 1014 the app's connection was reset | RST",
        "", "",
        EndedBy.App, "connection reset", null, "")]
    [InlineData(RelaySide.App, "dead",
        "Close 1014 the app gave no sign of life for 60 s | FIN", "Close 1014 the app gave no sign of life for 60 s | FIN",
        "masked Ping 12 | masked Ping 12 | RST", "masked Ping 12 | masked Ping 12 | RST",
        EndedBy.Network, "the app gave no sign of life for 60 s", null, "")]
    public void Each_end_is_told_the_truth(
        RelaySide from, string how, string clientAtOnce, string clientAtLast, string appAtOnce, string appAtLast,
        EndedBy by, string why, int? code, string reason)
    {
        var bench = new RelayBench(s_options);
        End(bench, from, how);

        bench.Client.ShouldBe(clientAtOnce);
        bench.App.ShouldBe(appAtOnce);
        bench.Relay.Ending.ShouldBe(new RelayEnding(by, why, (ushort?)code, reason));

        bench.WaitForEnd();
        bench.Client.ShouldBe(clientAtLast);
        bench.App.ShouldBe(appAtLast);
        bench.Relay.Ending.ShouldBe(new RelayEnding(by, why, (ushort?)code, reason));
    }

    [Theory]
    [InlineData(RelaySide.Client)]
    [InlineData(RelaySide.App)]
    public void Once_both_have_said_close_we_hang_up_first_towards_the_client(RelaySide first)
    {
        var bench = new RelayBench().Close(first, 1000, "bye");
        bench.Client.ShouldNotContain("FIN");
        bench.Close(first.Other(), 1000, "bye");
        bench.Client.ShouldBe("Close 1000 bye | FIN");
        bench.App.ShouldBe("masked Close 1000 bye");
        bench.Relay.IsOver.ShouldBeFalse();
        bench.Finish(RelaySide.Client).App.ShouldBe("masked Close 1000 bye | FIN");
        bench.Relay.IsOver.ShouldBeFalse();
        bench.Finish(RelaySide.App).Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeFalse();
        bench.Relay.WakeAt.ShouldBeNull();
        bench.Now.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void An_app_that_hangs_up_first_after_the_close_frames_ends_it_in_good_order_too()
    {
        var bench = new RelayBench().Close(RelaySide.Client, 1000).Close(RelaySide.App, 1000).Finish(RelaySide.App).Finish(RelaySide.Client);
        bench.Client.ShouldBe("Close 1000 | FIN");
        bench.App.ShouldBe("masked Close 1000 | FIN");
        bench.Relay.IsOver.ShouldBeTrue();
        bench.Relay.WasCut.ShouldBeFalse();
    }

    [Fact]
    public void An_app_that_hangs_up_before_the_client_has_answered_its_close_does_not_silence_the_answer()
    {
        var bench = new RelayBench().Close(RelaySide.App, 1000).Finish(RelaySide.App);
        bench.Client.ShouldBe("Close 1000 | FIN");
        bench.Close(RelaySide.Client, 1000).Finish(RelaySide.Client).App.ShouldBe("masked Close 1000 | FIN");
        bench.Relay.IsOver.ShouldBeTrue();
    }

    [Fact]
    public void What_is_sent_behind_both_closes_reaches_nobody_who_has_been_hung_up_on()
    {
        var bench = new RelayBench().Close(RelaySide.Client, 1000).Close(RelaySide.App, 1000).Say(RelaySide.App, "more");
        bench.Client.ShouldBe("Close 1000 | FIN");
    }

    [Fact]
    public void A_reset_after_the_close_frames_does_not_change_who_is_blamed()
    {
        var bench = new RelayBench().Close(RelaySide.App, 1000).Close(RelaySide.Client, 1000).Reset(RelaySide.Client);
        bench.App.ShouldBe("masked Close 1000 | RST");
        bench.Relay.IsOver.ShouldBeTrue();
        bench.Relay.Ending.ShouldBe(new RelayEnding(EndedBy.App, "close frame", 1000));
    }

    private static void End(RelayBench bench, RelaySide from, string how)
    {
        uint? key = from == RelaySide.Client ? Wire.Key : null;
        if (how.EndsWith("in a frame", StringComparison.Ordinal))
            bench.BeginFrame(from);
        if (how.EndsWith("in a control frame", StringComparison.Ordinal))
            bench.Send(from, Wire.Close(1000, "a reason", key)[..(key is null ? 3 : 7)]);
        _ = how.Split(' ') switch
        {
            ["close", var code, var reason] => bench.Close(from, int.Parse(code), reason),
            ["close"] => bench.Close(from, null),
            ["FIN", ..] => bench.Finish(from),
            ["reset", ..] => bench.Reset(from),
            _ => StaySilent(bench, from),
        };
    }

    // The other one is lively all the while.
    private static RelayBench StaySilent(RelayBench bench, RelaySide from)
    {
        while (bench.Relay.Ending is null && bench.Now < TimeSpan.FromMinutes(5))
            bench.KeepLively(from.Other()).Wait(1);
        return bench;
    }
}
