using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

public sealed class LaneInsertTests
{
    private static readonly byte[] s_ours = Wire.Frame(Opcode.Ping, "ours"u8);

    [Fact]
    public void A_frame_of_ours_waits_for_the_end_of_the_frame_under_way_wherever_that_is_cut()
    {
        var first = Wire.Text("first");
        var rest = Wire.Text("second");
        for (var at = 0; at <= first.Length; at++)
        {
            var bench = new LaneBench().Feed(first[..at]);
            bench.Lane.TryInsert(Opcode.Ping, "ours"u8, null).ShouldBeTrue();
            var now = Taken(bench.Lane);
            // A header that is cut has not been sent yet: there is still a place before it.
            var before = at < 2 ? s_ours : [];
            now.ShouldBe(at is < 2 || at == first.Length ? s_ours : []);
            bench.Feed(first[at..], rest);
            Wire.Join(before, bench.Out).ShouldBe(
                at < 2 ? Wire.Join(s_ours, first, rest) : at == first.Length ? Wire.Join(first, rest) : Wire.Join(first, s_ours, rest));
        }
    }

    [Fact]
    public void A_frame_of_ours_that_waits_goes_out_between_the_frames_of_one_read()
    {
        var frames = Wire.Join(Wire.Text("abc"), Wire.Text("def"));
        var bench = new LaneBench().Feed(frames[..3]);
        bench.Lane.TryInsert(Opcode.Ping, "ours"u8, null).ShouldBeTrue();
        bench.Feed(frames[3..]).Out.ShouldBe(Wire.Join(Wire.Text("abc"), s_ours, Wire.Text("def")));
    }

    [Fact]
    public void A_frame_of_ours_may_stand_between_the_fragments_of_a_message()
    {
        var bench = new LaneBench().Feed(Wire.Text("frag", fin: false));
        bench.Lane.TryInsert(Opcode.Ping, "ours"u8, null).ShouldBeTrue();
        bench.Feed(Wire.Frame(Opcode.Continuation, "ment"u8)).Out
            .ShouldBe(Wire.Join(Wire.Text("frag", fin: false), s_ours, Wire.Frame(Opcode.Continuation, "ment"u8)));
        bench.Lane.Messages.ShouldBe(1);
    }

    [Fact]
    public void A_frame_of_ours_stands_before_a_control_frame_that_is_held_back()
    {
        var ping = Wire.Frame(Opcode.Ping, "theirs"u8);
        for (var at = 1; at < ping.Length; at++)
        {
            var bench = new LaneBench().Feed(ping[..at]);
            bench.Lane.TryInsert(Opcode.Ping, "ours"u8, null).ShouldBeTrue();
            bench.Feed(ping[at..]).Out.ShouldBe(Wire.Join(s_ours, ping));
        }
    }

    [Fact]
    public void Towards_an_app_it_is_masked()
    {
        var bench = new LaneBench(Role.Server);
        bench.Lane.TryInsert(Opcode.Ping, "ours"u8, 0xCAFEBABE).ShouldBeTrue();
        Taken(bench.Lane).ShouldBe(Wire.Frame(Opcode.Ping, "ours"u8, 0xCAFEBABE));
    }

    [Fact]
    public void Nothing_of_ours_follows_a_close_frame_that_passed()
    {
        foreach (var cut in Splits.Of(Wire.Close(1000)))
        {
            var bench = new LaneBench().Feed(cut);
            bench.Lane.TryInsert(Opcode.Ping, "ours"u8, null).ShouldBeFalse();
            bench.Lane.TryInsert(Opcode.Close, [], null).ShouldBeFalse();
            Taken(bench.Lane).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_frame_of_ours_that_waited_goes_out_before_the_close_frame()
    {
        var bench = new LaneBench().Feed(Wire.Text("abc")[..3]);
        bench.Lane.TryInsert(Opcode.Ping, "ours"u8, null).ShouldBeTrue();
        bench.Feed(Wire.Join(Wire.Text("abc")[3..], Wire.Close(1000))).Out.ShouldBe(Wire.Join(Wire.Text("abc"), s_ours, Wire.Close(1000)));
    }

    [Fact]
    public void A_close_of_ours_waits_for_the_frame_under_way_and_nothing_follows_it()
    {
        var frames = Wire.Join(Wire.Text("abc"), Wire.Text("def"), Wire.Close(4000));
        foreach (var cut in Splits.Of(frames[3..]))
        {
            var bench = new LaneBench().Feed(frames[..3]);
            bench.Lane.TryInsert(Opcode.Close, [], null).ShouldBeTrue();
            bench.Lane.TryInsert(Opcode.Ping, "ours"u8, null).ShouldBeFalse();
            Taken(bench.Lane).ShouldBeEmpty();
            bench.Feed(cut).End().Out.ShouldBe(Wire.Join(Wire.Text("abc"), Wire.Close(null)));
            bench.Lane.Close.ShouldBeNull();
        }
    }

    [Fact]
    public void Bytes_held_back_are_dropped_behind_a_close_of_ours()
    {
        var bench = new LaneBench().Feed([0x89, 0x05, 1]);
        bench.Lane.TryInsert(Opcode.Close, [], null).ShouldBeTrue();
        Taken(bench.Lane).ShouldBe(Wire.Close(null));
        bench.End().Out.ShouldBeEmpty();
        bench.Lane.Bytes.ShouldBe(0);
    }

    private static byte[] Taken(RelayLane lane) => lane.TakeInsert(TimeSpan.Zero).ToArray();
}
