using Wayleave.Protocol.Frames;

namespace Wayleave.Fuzz.Targets;

internal static class ClosePayloads
{
    public static FuzzTarget Target { get; } = new(
        "close",
        "A close frame's payload that is taken is written as the same bytes.",
        [FuzzTarget.Hex("03E8627965"), FuzzTarget.Hex("0FA0"), FuzzTarget.Hex("03E9C3A9")],
        (input, _) => input.Length > 125 || ClosePayload.Read(input, out var close) != Violation.None || close.ToBytes().AsSpan().SequenceEqual(input)
            ? null
            : $"written as {Convert.ToHexString(close.ToBytes())}");
}
