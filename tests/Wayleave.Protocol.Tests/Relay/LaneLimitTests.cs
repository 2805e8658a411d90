using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Relay;

public sealed class LaneLimitTests
{
    private static readonly byte[] s_before = Wire.Join(Wire.Text("0123456789"), Wire.Frame(Opcode.Ping, "p"u8));

    [Fact]
    public void A_frame_over_the_limit_ends_it_with_everything_before_it_passed_and_nothing_after() =>
        Ends(new LaneLimits(FrameBytes: 10), s_before, Wire.Text("01234567890"), Violation.FrameTooLarge);

    [Fact]
    public void A_message_over_the_limit_ends_it_at_the_fragment_that_is_too_much() =>
        Ends(
            new LaneLimits(MessageBytes: 10),
            Wire.Join(s_before, Wire.Text("01234", fin: false), Wire.Frame(Opcode.Pong, "q"u8), Wire.Frame(Opcode.Continuation, "5678"u8, fin: false)),
            Wire.Frame(Opcode.Continuation, "9a"u8),
            Violation.MessageTooLarge);

    [Fact]
    public void A_length_near_the_largest_number_does_not_wrap_around() =>
        Ends(
            new LaneLimits(MessageBytes: 10), Wire.Text("01234", fin: false),
            [0x80, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], Violation.MessageTooLarge);

    [Fact]
    public void Where_limits_are_kept_what_breaks_the_protocol_ends_it_too() =>
        Ends(new LaneLimits(FrameBytes: 1000), s_before, [0x83, 0x00], Violation.OpcodeReserved);

    [Fact]
    public void A_control_frame_that_breaks_the_protocol_is_not_waited_for() =>
        Ends(new LaneLimits(FrameBytes: 1000), s_before, [0xC9, 0x7D], Violation.ReservedBitSet);

    [Fact]
    public void Messages_up_to_the_limit_pass_one_after_another()
    {
        var frames = Wire.Join(
            Wire.Text("01234", fin: false), Wire.Frame(Opcode.Continuation, "56789"u8), Wire.Text("0123456789"),
            Wire.Text("0123456789", fin: false), Wire.Frame(Opcode.Continuation));
        foreach (var cut in Splits.Of(frames))
        {
            var bench = new LaneBench(limits: new LaneLimits(10, 10)).Feed(cut);
            bench.Out.ShouldBe(frames);
            bench.Ended.ShouldBe(Violation.None);
            bench.Lane.Messages.ShouldBe(3);
        }
    }

    [Fact]
    public void Control_frames_do_not_count_against_the_limits()
    {
        var frames = Wire.Join(Wire.Text("01", fin: false), Wire.Frame(Opcode.Ping, new byte[125]), Wire.Frame(Opcode.Continuation, "2"u8));
        new LaneBench(limits: new LaneLimits(3, 3)).Feed(frames).Out.ShouldBe(frames);
    }

    private static void Ends(LaneLimits limits, byte[] before, byte[] breaks, Violation violation)
    {
        foreach (var cut in Splits.Of(Wire.Join(before, breaks, Wire.Text("after"))))
        {
            var bench = new LaneBench(limits: limits).Feed(cut).Feed(Wire.Text("later")).End();
            bench.Out.ShouldBe(before);
            bench.Ended.ShouldBe(violation);
            bench.Lane.Bytes.ShouldBe(before.Length);
            bench.Lane.Violation.ShouldBe(violation);
            // We still have a word to say.
            bench.Lane.TryInsert(Opcode.Close, [], null).ShouldBeTrue();
            bench.Lane.TakeInsert(TimeSpan.Zero).ToArray().ShouldBe(Wire.Close(null));
        }
    }
}
