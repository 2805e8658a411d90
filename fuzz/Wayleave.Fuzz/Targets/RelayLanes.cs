using System.Buffers;
using System.Buffers.Binary;
using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;

namespace Wayleave.Fuzz.Targets;

internal static class RelayLanes
{
    private const ulong Tag = 0x0102030405060708;

    // A pong with the tag, unmasked and masked with the key 0.
    private const string OurPong = "8A0C 0102030405060708 00000001";
    private const string OurMaskedPong = "8A8C 00000000 0102030405060708 00000001";

    public static FuzzTarget Target { get; } = new(
        "relay-lane",
        "A lane gives the bytes that it was given without our own pongs, however they are cut; where limits are kept, those up to a violation.",
        [
            FuzzTarget.Hex("0103636166 8901 70 8002C3A9 8200 8A00 " + OurPong + " 880503E8627965 810161"),
            FuzzTarget.Hex("8185 37FA213D 7F9F4D5158 " + OurMaskedPong + " 8980 00000000 0182 00000000 C3A9 8080 01020304 8882 00000000 03E8"),
            FuzzTarget.Hex(OurPong + " 827E 0080 " + new string('0', 256) + OurPong + " 817F 0000000000010000"),
        ],
        Check);

    private static string? Check(byte[] input, Random random)
    {
        foreach (var role in (Role[])[Role.Client, Role.Server])
            foreach (var limits in (LaneLimits[])[default, new LaneLimits(200, 300)])
            {
                var (whole, wholeEnd) = Run(role, limits, [input]);
                var (cut, cutEnd) = Run(role, limits, Cut.Randomly(input, random));
                if (!whole.AsSpan().SequenceEqual(cut) || wholeEnd != cutEnd)
                    return $"{role}, whole: {wholeEnd} {Convert.ToHexString(whole)}; cut: {cutEnd} {Convert.ToHexString(cut)}";
                if (!IsWithoutPongs(whole, input, wholeEnd == Violation.None))
                    return $"{role} passed {Convert.ToHexString(whole)}";
            }

        return null;
    }

    private static (byte[] Passed, Violation End) Run(Role role, LaneLimits limits, IEnumerable<byte[]> pieces)
    {
        var sender = new Pulse(new PulseSettings(TimeSpan.FromSeconds(1)), Tag, TimeSpan.Zero);
        sender.Beat(TimeSpan.FromSeconds(1), new byte[Pulse.PayloadLength]);
        sender.InsertSent(TimeSpan.FromSeconds(1));
        var lane = new RelayLane(role, limits) { Sender = sender, Receiver = new Pulse(default, 0, TimeSpan.Zero) };
        List<byte> passed = [];
        var end = Violation.None;
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> rest = piece;
            while (!rest.IsEmpty)
            {
                var step = lane.Next(rest, TimeSpan.FromSeconds(2));
                passed.AddRange(step.Insert.Span);
                passed.AddRange(rest[..step.Forward]);
                rest = rest[(step.Forward + step.Drop)..];
                end = step.Violation == Violation.None ? end : step.Violation;
            }
        }

        passed.AddRange(lane.TakeHeld().Span);
        return ([.. passed], end);
    }

    // Whether leaving out some of our pongs makes the one out of the other: every way is tried, since a payload may look like a pong.
    private static bool IsWithoutPongs(byte[] passed, byte[] input, bool whole)
    {
        HashSet<(int Passed, int Input)> seen = [];
        Stack<(int Passed, int Input)> places = new([(0, 0)]);
        while (places.TryPop(out var place))
        {
            var (at, from) = place;
            if (!seen.Add(place))
                continue;
            if (at == passed.Length && (from == input.Length || !whole))
                return true;
            if (at < passed.Length && from < input.Length && passed[at] == input[from])
                places.Push((at + 1, from + 1));
            if (PongAt(input.AsSpan(from)) is var length and > 0)
                places.Push((at, from + length));
        }

        return false;
    }

    private static int PongAt(ReadOnlySpan<byte> input)
    {
        if (FrameHeader.TryRead(input, out var header, out var length, out _) != OperationStatus.Done
            || header is not { Opcode: Opcode.Pong, Fin: true, PayloadLength: Pulse.PayloadLength } || input.Length < length + Pulse.PayloadLength)
            return 0;
        var payload = input.Slice(length, Pulse.PayloadLength).ToArray();
        Masking.Apply(payload, header.MaskingKey, 0);
        return BinaryPrimitives.ReadUInt64BigEndian(payload) == Tag ? length + Pulse.PayloadLength : 0;
    }
}
