using System.Buffers;
using System.Text;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Frames;

public sealed class MessageReaderTests
{
    [Fact]
    public void Messages_pings_and_the_close_are_the_same_however_the_bytes_are_cut()
    {
        var wire = new ArrayBufferWriter<byte>();
        FrameWriter.Write(wire, Opcode.Text, "caf"u8, 0x01020304, fin: false);
        FrameWriter.Write(wire, Opcode.Ping, "p"u8, 0);
        FrameWriter.Write(wire, Opcode.Continuation, "é"u8[..1], 5, fin: false);
        FrameWriter.Write(wire, Opcode.Continuation, "é"u8[1..], 0xFFFFFFFF);
        FrameWriter.Write(wire, Opcode.Binary, [], 7);
        FrameWriter.Write(wire, Opcode.Binary, new byte[126], 7);
        FrameWriter.Write(wire, Opcode.Pong, [], 7);
        FrameWriter.WriteClose(wire, new ClosePayload(1000, "bye"), 8);
        FrameWriter.Write(wire, Opcode.Text, "after"u8, 9);

        foreach (var pieces in Splits.Of(wire.WrittenSpan.ToArray()))
            Tell(Read(Role.Server, pieces)).ShouldBe("ping p;text café;binary 0;binary 126;pong;close 1000 bye");
    }

    [Theory]
    [InlineData("C1 80", Violation.ReservedBitSet)]
    [InlineData("A1 80", Violation.ReservedBitSet)]
    [InlineData("91 80", Violation.ReservedBitSet)]
    [InlineData("83 80", Violation.OpcodeReserved)]
    [InlineData("8B 80", Violation.OpcodeReserved)]
    [InlineData("81 FE 00 7D", Violation.LengthNotMinimal)]
    [InlineData("81 FF 00 00 00 00 00 00 FF FF", Violation.LengthNotMinimal)]
    [InlineData("81 FF 80 00 00 00 00 00 00 00", Violation.LengthNegative)]
    [InlineData("09 80 00 00 00 00", Violation.ControlFragmented)]
    [InlineData("89 FE 00 7E 00 00 00 00", Violation.ControlTooLong)]
    [InlineData("81 00", Violation.MaskMissing)]
    [InlineData("80 80 00 00 00 00", Violation.ContinuationUnexpected)]
    [InlineData("01 80 00 00 00 00 81 80 00 00 00 00", Violation.ContinuationExpected)]
    [InlineData("82 FF 00 00 00 00 01 00 00 01 00 00 00 00", Violation.FrameTooLarge)]
    [InlineData("81 82 00 00 00 00 C0", Violation.TextNotUtf8)]
    [InlineData("81 81 00 00 00 00 C3", Violation.TextNotUtf8)]
    [InlineData("88 81 00 00 00 00 03", Violation.ClosePayloadTooShort)]
    [InlineData("88 82 00 00 00 00 03 ED", Violation.CloseCodeInvalid)]
    [InlineData("88 83 00 00 00 00 03 E8 FF", Violation.CloseReasonNotUtf8)]
    public void A_flaw_is_told_once_however_the_bytes_are_cut(string hex, Violation expected)
    {
        // Bytes of the header after the flaw do not matter, but some must be there for a header to be whole.
        byte[] wire = [.. Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), .. new byte[14]];
        foreach (var pieces in Splits.Of(wire))
            Read(Role.Server, pieces).ShouldBe([new MessageEvent.Failed(expected)]);
    }

    [Fact]
    public void A_server_s_masked_frame_is_refused_by_a_client() =>
        Read(Role.Client, [[0x81, 0x80, 0, 0, 0, 0]]).ShouldBe([new MessageEvent.Failed(Violation.MaskForbidden)]);

    [Fact]
    public void A_message_longer_than_the_limit_is_refused_by_what_its_frame_announces()
    {
        var reader = new MessageReader(Role.Client, new MessageLimits(MaxMessageBytes: 10));
        Read(reader, [[0x02, 6, 1, 2, 3, 4, 5, 6, 0x80, 5]]).ShouldBe([new MessageEvent.Failed(Violation.MessageTooLarge)]);
    }

    [Fact]
    public void Bad_text_fails_before_its_frame_ends() =>
        Read(Role.Client, [[0x81, 100, 0xF4, 0x90]]).ShouldBe([new MessageEvent.Failed(Violation.TextNotUtf8)]);

    [Fact]
    public void Headers_are_told_before_their_payload_where_asked_for()
    {
        var reader = new MessageReader(Role.Client) { ReportFrames = true };
        Tell(Read(reader, [[0x01, 0, 0x80, 1, (byte)'a', 0x88, 0]])).ShouldBe("frame Text 0;frame Continuation 1;text a;frame Close 0;close  ");
    }

    private static List<MessageEvent> Read(Role role, IReadOnlyList<byte[]> pieces) => Read(new MessageReader(role), pieces);

    private static List<MessageEvent> Read(MessageReader reader, IReadOnlyList<byte[]> pieces)
    {
        List<MessageEvent> events = [];
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            while (reader.Read(rest, out var consumed) is { } happened)
            {
                rest = rest[consumed..];
                events.Add(happened);
            }
        }

        return events;
    }

    private static string Tell(List<MessageEvent> events) => string.Join(";", events.Select(happened => happened switch
    {
        MessageEvent.TextMessage text => $"text {text.Text}",
        MessageEvent.BinaryMessage binary => $"binary {binary.Payload.Length}",
        MessageEvent.Ping ping => $"ping {Encoding.UTF8.GetString(ping.Payload.Span)}",
        MessageEvent.Pong => "pong",
        MessageEvent.Close close => $"close {close.Code} {close.Reason}",
        MessageEvent.FrameSeen seen => $"frame {seen.Header.Opcode} {seen.Header.PayloadLength}",
        MessageEvent.Failed failed => $"failed {failed.Violation}",
        _ => throw new InvalidOperationException(),
    }));
}
