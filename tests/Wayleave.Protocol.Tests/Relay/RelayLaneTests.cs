using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

public sealed class RelayLaneTests
{
    public static TheoryData<uint?> Keys { get; } = [(uint?)null, Wire.Key, 0u];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Our_own_pong_is_swallowed_whole_however_it_is_cut(uint? key)
    {
        var before = Wire.Text("before", key);
        var after = Wire.Text("after", key);
        foreach (var cut in Splits.Of(Wire.Join(before, Pong(key), after)))
        {
            var bench = new LaneBench(RoleFor(key));
            bench.PingSender();
            bench.Feed(cut).Out.ShouldBe(Wire.Join(before, after));
            bench.Sender.Unanswered.ShouldBe(0);
            bench.Lane.Bytes.ShouldBe(before.Length + after.Length);
        }

        static byte[] Pong(uint? key) => Wire.Frame(Opcode.Pong, new LaneBench().PingSender(), key);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Everybody_else_s_pings_and_pongs_pass(uint? key)
    {
        var ours = new LaneBench().PingSender();
        var frames = Wire.Join(
            Wire.Frame(Opcode.Ping, ours, key),
            Wire.Frame(Opcode.Pong, [], key),
            Wire.Frame(Opcode.Pong, new byte[125], key),
            Wire.Frame(Opcode.Pong, ours.AsSpan(0, 11), key),
            Wire.Frame(Opcode.Pong, [.. ours, 0], key),
            Wire.Frame(Opcode.Pong, [.. ours.Select((value, i) => i == 7 ? (byte)(value ^ 1) : value)], key));
        foreach (var cut in Splits.Of(frames))
        {
            var bench = new LaneBench(RoleFor(key));
            bench.PingSender();
            bench.Feed(cut).Out.ShouldBe(frames);
            bench.Sender.Unanswered.ShouldBe(1);
        }
    }

    [Fact]
    public void A_pong_with_our_tag_passes_as_long_as_we_have_not_pinged()
    {
        var pong = Wire.Frame(Opcode.Pong, new LaneBench().PingSender());
        new LaneBench().Feed(pong).Out.ShouldBe(pong);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_pong_between_the_fragments_of_a_message_is_swallowed_and_the_message_goes_on(uint? key)
    {
        var (first, last) = (Wire.Text("Hel", key, fin: false), Wire.Frame(Opcode.Continuation, "lo"u8, key));
        foreach (var cut in Splits.Of(Wire.Join(first, Wire.Frame(Opcode.Pong, new LaneBench().PingSender(), key), last)))
        {
            var bench = new LaneBench(RoleFor(key));
            bench.PingSender();
            bench.Feed(cut).Out.ShouldBe(Wire.Join(first, last));
            bench.Lane.Messages.ShouldBe(1);
            bench.Lane.Violation.ShouldBe(Violation.None);
        }
    }

    [Theory]
    [InlineData(1000, "bye", 1000)]
    [InlineData(4321, "document deleted", 4321)]
    [InlineData(null, "", null)]
    [InlineData(1006, "never sent", null)]
    public void A_close_frame_passes_byte_for_byte_and_its_code_is_read(int? code, string reason, int? read)
    {
        foreach (var key in (uint?[])[null, Wire.Key, 0])
            foreach (var cut in Splits.Of(Wire.Join(Wire.Text("x", key), Wire.Close(code, reason, key), [1, 2, 3])))
            {
                var bench = new LaneBench(RoleFor(key)).Feed(cut);
                bench.Out.ShouldBe(Wire.Join(cut));
                bench.Lane.Close.ShouldNotBeNull().Code.ShouldBe((ushort?)read);
                bench.Lane.Close!.Value.Reason.ShouldBe(read is null ? "" : reason);
            }
    }

    [Theory]
    [InlineData("88 01 03")] // half a code
    [InlineData("88 03 03 E8 FF")] // a reason that is not UTF-8
    public void A_close_frame_that_says_something_forbidden_passes_and_ends_the_stream_all_the_same(string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        foreach (var cut in Splits.Of(bytes))
        {
            var bench = new LaneBench().Feed(cut);
            bench.Out.ShouldBe(bytes);
            bench.Lane.Close.ShouldBe(new ClosePayload(null, ""));
        }
    }

    [Fact]
    public void Behind_a_close_frame_nothing_is_looked_at_any_more()
    {
        var bytes = Wire.Join(Wire.Close(1000), Wire.Frame(Opcode.Pong, new LaneBench().PingSender()), Wire.Text("0123456789"), [0x83, 0x00]);
        foreach (var cut in Splits.Of(bytes))
        {
            var bench = new LaneBench(limits: new LaneLimits(FrameBytes: 5));
            bench.PingSender();
            bench.Feed(cut).Out.ShouldBe(bytes);
            bench.Lane.Messages.ShouldBe(0);
            bench.Ended.ShouldBe(Violation.None);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void A_header_of_any_length_may_be_cut_at_each_byte(int payload)
    {
        foreach (var key in (uint?[])[null, Wire.Key])
        {
            var frame = Wire.Frame(Opcode.Binary, new byte[payload], key);
            var next = Wire.Text("next", key);
            for (var at = 1; at <= 14; at++)
            {
                var bench = new LaneBench(RoleFor(key)).Feed(frame[..Math.Min(at, frame.Length)], frame[Math.Min(at, frame.Length)..], next);
                bench.Out.ShouldBe(Wire.Join(frame, next));
                bench.Lane.Messages.ShouldBe(2);
                bench.Lane.Bytes.ShouldBe(frame.Length + next.Length);
                bench.Lane.BetweenFrames.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void A_frame_longer_than_any_memory_is_only_counted_down()
    {
        byte[] header = [0x82, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        foreach (var cut in Splits.Of(header))
        {
            var bench = new LaneBench().Feed(cut).Feed(new byte[1000]);
            bench.Out.Length.ShouldBe(1010);
            bench.Lane.BetweenFrames.ShouldBeFalse();
            bench.Lane.Violation.ShouldBe(Violation.None);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Empty_frames_and_messages_count_and_pass(uint? key)
    {
        var frames = Wire.Join(
            Wire.Text("", key), Wire.Text("", key, fin: false), Wire.Frame(Opcode.Continuation, [], key, fin: false),
            Wire.Frame(Opcode.Ping, [], key), Wire.Frame(Opcode.Continuation, [], key), Wire.Text("", key));
        foreach (var cut in Splits.Of(frames))
        {
            var bench = new LaneBench(RoleFor(key)).Feed(cut);
            bench.Out.ShouldBe(frames);
            bench.Lane.Messages.ShouldBe(3);
        }
    }

    [Theory]
    [InlineData("83 00", Violation.OpcodeReserved)]
    [InlineData("87 01 00", Violation.OpcodeReserved)]
    [InlineData("8B 00", Violation.OpcodeReserved)]
    [InlineData("C1 01 41", Violation.ReservedBitSet)]
    [InlineData("A1 01 41", Violation.ReservedBitSet)]
    [InlineData("91 01 41", Violation.ReservedBitSet)]
    [InlineData("81 81 00 00 00 00 41", Violation.MaskForbidden)]
    [InlineData("82 7E 00 7D", Violation.LengthNotMinimal)]
    [InlineData("82 7F 00 00 00 00 00 00 FF FF", Violation.LengthNotMinimal)]
    [InlineData("82 7F 80 00 00 00 00 00 00 00", Violation.LengthNegative)]
    [InlineData("09 00", Violation.ControlFragmented)]
    [InlineData("89 7E 00 7E", Violation.ControlTooLong)]
    [InlineData("80 00", Violation.ContinuationUnexpected)]
    [InlineData("01 00 81 00", Violation.ContinuationExpected)]
    public void What_breaks_the_protocol_passes_with_all_that_follows_and_nothing_of_ours_stands_in_it(string hex, Violation violation)
    {
        var good = Wire.Text("good");
        var bytes = Wire.Join(good, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), Wire.Frame(Opcode.Pong, new LaneBench().PingSender()), [0xFF, 0xFF]);
        foreach (var cut in Splits.Of(bytes))
        {
            var bench = new LaneBench();
            bench.PingSender();
            bench.Feed(cut).End().Out.ShouldBe(bytes);
            bench.Lane.Bytes.ShouldBe(bytes.Length);
            bench.Lane.Violation.ShouldBe(violation);
            bench.Lane.IsShut.ShouldBeTrue();
            bench.Lane.BetweenFrames.ShouldBeFalse();
            bench.Lane.TryInsert(Opcode.Ping, "p"u8, null).ShouldBeFalse();
            bench.Lane.TryInsert(Opcode.Close, [], null).ShouldBeFalse();
            bench.Feed(Wire.Text("more")).Out.ShouldBe(Wire.Join(bytes, Wire.Text("more")));
        }
    }

    [Fact]
    public void A_client_s_frame_without_a_mask_breaks_the_protocol_and_passes()
    {
        var bytes = Wire.Join(Wire.Text("masked", Wire.Key), Wire.Text("bare"), Wire.Text("masked", Wire.Key));
        foreach (var cut in Splits.Of(bytes))
        {
            var bench = new LaneBench(Role.Server).Feed(cut);
            bench.Out.ShouldBe(bytes);
            bench.Lane.Violation.ShouldBe(Violation.MaskMissing);
        }
    }

    [Fact]
    public void With_an_extension_reserved_bits_are_not_ours_to_judge()
    {
        var bytes = Wire.Join(
            Wire.Frame(Opcode.Text, "abc"u8, rsv1: true, fin: false), Wire.Frame(Opcode.Continuation, "d"u8, rsv1: true), Wire.Frame(Opcode.Ping, "p"u8, rsv2: true));
        foreach (var cut in Splits.Of(Wire.Join(bytes, Wire.Frame(Opcode.Pong, new LaneBench().PingSender()))))
        {
            var bench = new LaneBench(extended: true);
            bench.PingSender();
            bench.Feed(cut).Out.ShouldBe(bytes);
            bench.Lane.Messages.ShouldBe(1);
            bench.Lane.Violation.ShouldBe(Violation.None);
        }
    }

    [Fact]
    public void Bytes_held_back_come_out_at_the_end_of_the_stream()
    {
        var bytes = Wire.Join(Wire.Text("a", Wire.Key), Wire.Frame(Opcode.Ping, "half of me"u8, Wire.Key));
        foreach (var beginning in Splits.Prefixes(bytes))
            foreach (var cut in Splits.Of(beginning))
            {
                var bench = new LaneBench(Role.Server).Feed(cut).End();
                bench.Out.ShouldBe(beginning);
                bench.Lane.Bytes.ShouldBe(beginning.Length);
                bench.End().Out.ShouldBe(beginning);
            }
    }

    private static Role RoleFor(uint? key) => key is null ? Role.Client : Role.Server;
}
