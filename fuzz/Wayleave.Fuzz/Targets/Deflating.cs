using System.Buffers;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Frames;

namespace Wayleave.Fuzz.Targets;

internal static class Deflating
{
    public static FuzzTarget Target { get; } = new(
        "deflate",
        "Any messages, deflated under any agreement and sent in fragments, arrive as they were.",
        [FuzzTarget.Text("hello hello hello"), new byte[3000], FuzzTarget.Text(string.Concat(Enumerable.Range(0, 900).Select(i => i * i % 89)))],
        (input, random) =>
        {
            var agreement = new DeflateAgreement(random.Next(2) == 0, false, 8 + random.Next(8));
            using var deflater = agreement.CreateDeflater(Role.Server);
            using var inflater = agreement.CreateInflater(Role.Client);
            var reader = new MessageReader(Role.Client) { Inflater = inflater };
            for (var message = 0; message < 3; message++)
            {
                var sent = input[..random.Next(input.Length + 1)];
                var (payload, wire) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
                deflater.Deflate(sent, payload);
                FrameWriter.WriteFragments(wire, Opcode.Binary, payload.WrittenSpan, 1 + random.Next(100), rsv1: true);
                if (reader.Read(wire.WrittenSpan, out _) is not MessageEvent.BinaryMessage got || !got.Payload.Span.SequenceEqual(sent))
                    return $"message {message} of {sent.Length} bytes under {agreement}";
            }

            return null;
        });
}
