using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.Fuzz.Targets;

internal static class FrameHeaders
{
    public static FuzzTarget Target { get; } = new(
        "frame-header",
        "A frame's header is read, waited for or refused; what is read is written as the same bytes.",
        [FuzzTarget.Hex("8185 37FA213D"), FuzzTarget.Hex("82FE 0100 01020304"), FuzzTarget.Hex("C27F 0000000000010000"), FuzzTarget.Hex("8900")],
        (input, random) =>
        {
            var status = FrameHeader.TryRead(input, out var header, out var consumed, out var violation);
            if ((status == OperationStatus.InvalidData) != (violation != Violation.None))
                return $"{status} with {violation}";
            if (status != OperationStatus.Done)
                return consumed == 0 ? null : $"{status} consumed {consumed}";
            var written = new byte[FrameHeader.MaxLength];
            var length = header.Write(written);
            if (!written.AsSpan(0, length).SequenceEqual(input.AsSpan(0, consumed)))
                return $"written as {Convert.ToHexString(written, 0, length)}";
            return FrameHeader.TryRead(input.AsSpan(0, random.Next(consumed)), out _, out _, out _) == OperationStatus.NeedMoreData ? null : "a beginning is not waited for";
        });
}
