using System.Buffers;
using System.Text;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Wayleave.Protocol.Frames;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Frames;

public sealed class FrameTests
{
    [Fact]
    public void A_header_that_is_written_is_read_back() =>
        Prop.ForAll<byte, ulong, uint>((bits, rawLength, key) =>
        {
            var header = new FrameHeader
            {
                Fin = (bits & 0x80) != 0, Rsv1 = (bits & 0x40) != 0, Rsv2 = (bits & 0x20) != 0, Rsv3 = (bits & 0x10) != 0,
                Opcode = (Opcode)(bits & 0x0F), Masked = (key & 1) != 0, MaskingKey = (key & 1) != 0 ? key : 0,
                PayloadLength = (long)(rawLength >> (int)(1 + (rawLength % 62))),
            };
            var bytes = new byte[FrameHeader.MaxLength];
            var written = header.Write(bytes);

            written.ShouldBe(header.HeaderLength);
            FrameHeader.TryRead(bytes.AsSpan(0, written), out var read, out var consumed, out _).ShouldBe(OperationStatus.Done);
            read.ShouldBe(header);
            consumed.ShouldBe(written);
            foreach (var prefix in Splits.Prefixes(bytes[..written]))
                FrameHeader.TryRead(prefix, out _, out _, out _).ShouldBe(OperationStatus.NeedMoreData);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("81 05 48 65 6c 6c 6f", Opcode.Text, null)] // RFC 6455 §5.7
    [InlineData("81 85 37 fa 21 3d 7f 9f 4d 51 58", Opcode.Text, 0x37fa213du)]
    [InlineData("89 05 48 65 6c 6c 6f", Opcode.Ping, null)]
    public void The_RFC_s_frames_are_written(string hex, Opcode opcode, uint? key)
    {
        var wire = new ArrayBufferWriter<byte>();
        FrameWriter.Write(wire, opcode, "Hello"u8, key);
        wire.WrittenSpan.ToArray().ShouldBe(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Masking_is_the_RFC_s_at_any_offset_and_length_and_undoes_itself() =>
        Prop.ForAll<byte[], uint, byte>((payload, key, offset) =>
        {
            byte[] keyBytes = [(byte)(key >> 24), (byte)(key >> 16), (byte)(key >> 8), (byte)key];
            payload = [.. payload, .. payload, .. payload, .. payload];
            var masked = payload.ToArray();
            Masking.Apply(masked, key, offset);
            masked.ShouldBe(payload.Select((value, i) => (byte)(value ^ keyBytes[(i + offset) % 4])).ToArray());
            Masking.Apply(masked, key, offset);
            masked.ShouldBe(payload);
            var copy = new byte[payload.Length + 1];
            Masking.Copy(payload, copy, key, offset);
            copy[..^1].ShouldBe(payload.Select((value, i) => (byte)(value ^ keyBytes[(i + offset) % 4])).ToArray());
            copy[^1].ShouldBe((byte)0);
            payload.ShouldBe(masked);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_is_judged_as_the_runtime_judges_it_however_it_is_cut() =>
        Prop.ForAll<string, byte[]>((text, noise) =>
        {
            foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(text ?? ""), noise, [.. Encoding.UTF8.GetBytes(text ?? ""), .. noise]])
                foreach (var pieces in Splits.Of(bytes))
                {
                    var stream = default(Utf8Stream);
                    (pieces.All(piece => stream.Append(piece)) && stream.IsComplete).ShouldBe(Utf8.IsValid(bytes));
                }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("C0")]
    [InlineData("C1")]
    [InlineData("F5")]
    [InlineData("80")]
    [InlineData("E080")]
    [InlineData("EDA0")]
    [InlineData("F080")]
    [InlineData("F490")]
    [InlineData("E28282C3C3")]
    public void Text_fails_at_the_first_byte_that_cannot_be_mended(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var stream = default(Utf8Stream);
        stream.Append(bytes.AsSpan(0, bytes.Length - 1)).ShouldBeTrue();
        stream.Append(bytes.AsSpan(bytes.Length - 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_message_in_fragments_is_put_together() =>
        Prop.ForAll<byte[], byte, uint>((payload, size, key) =>
        {
            var wire = new ArrayBufferWriter<byte>();
            FrameWriter.WriteFragments(wire, Opcode.Binary, payload, 1 + size, () => key++);
            new MessageReader(Role.Server).Read(wire.WrittenSpan, out var consumed)
                .ShouldBeOfType<MessageEvent.BinaryMessage>().Payload.ToArray().ShouldBe(payload);
            consumed.ShouldBe(wire.WrittenCount);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_close_reason_that_is_too_long_is_cut_between_two_characters()
    {
        var bytes = new ClosePayload(1000, new string('é', 80)).ToBytes();
        bytes.Length.ShouldBe(2 + 122);
        ClosePayload.Read(bytes, out var close).ShouldBe(Violation.None);
        close.Reason.ShouldBe(new string('é', 61));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    [InlineData(1003, true)]
    [InlineData(1004, false)]
    [InlineData(1006, false)]
    [InlineData(1007, true)]
    [InlineData(1014, true)]
    [InlineData(1015, false)]
    [InlineData(2999, false)]
    [InlineData(3000, true)]
    [InlineData(4999, true)]
    [InlineData(5000, false)]
    public void Close_codes_that_may_be_sent(int code, bool expected) => CloseCodes.MayBeReceived(code).ShouldBe(expected);

    [Fact]
    public void A_control_frame_that_is_too_long_is_never_written() =>
        Should.Throw<ArgumentException>(() => FrameWriter.Write(new ArrayBufferWriter<byte>(), Opcode.Ping, new byte[126]));
}
