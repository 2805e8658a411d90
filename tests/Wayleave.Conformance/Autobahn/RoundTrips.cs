using System.Buffers;
using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Frames;

namespace Wayleave.Conformance.Autobahn;

/// <summary>Cases that send a message, wait for it, and send the next.</summary>
internal static class RoundTrips
{
    /// <summary>A case of so many messages of one size.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="opcode">Text or binary.</param>
    /// <param name="size">Bytes a message.</param>
    /// <param name="count">How many.</param>
    /// <param name="offer">What compression to offer; null for none.</param>
    /// <param name="fragment">The longest fragment.</param>
    /// <param name="text">Where messages are taken from; null repeats a star.</param>
    public static AutobahnCase Of(string id, Opcode opcode, int size, int count, string? offer = null, int fragment = int.MaxValue, byte[]? text = null) =>
        new(id, $"{count} {opcode} messages of {size} bytes, one after the other", "each comes back as it was", async peer =>
        {
            using var deflater = peer.Deflate?.CreateDeflater(Role.Client);
            if (offer is not null && deflater is null)
                return (Verdict.Failed, "no sound offer was taken");
            for (var i = 0; i < count; i++)
            {
                var message = Payload(text, size, i);
                var wire = new Wire();
                if (deflater is null)
                {
                    wire.Fragments((int)opcode, message, fragment);
                }
                else
                {
                    var deflated = new ArrayBufferWriter<byte>();
                    deflater.Deflate(message, deflated);
                    wire.Fragments((int)opcode, deflated.WrittenSpan, fragment, rsv: 4);
                }

                var sending = peer.SendAsync(wire.Bytes);
                var seen = await peer.NextAsync();
                await sending;
                if (seen != RawPeer.Message(opcode, message))
                    return (Verdict.Failed, $"message {i}: {seen}");
            }

            await peer.SendAsync(new Wire().Close(1000).Bytes);
            var end = string.Join(", ", await peer.ReadToEndAsync());
            return (end == Script.Closed ? Verdict.Ok : Verdict.Failed, end);
        })
        {
            Offer = offer,
        };

    // Each message begins elsewhere in the text, so that neighbours are alike and not equal.
    private static byte[] Payload(byte[]? text, int size, int index)
    {
        var payload = new byte[size];
        for (var i = 0; i < size; i++)
            payload[i] = text is null ? (byte)'*' : text[(i + (index * 7)) % text.Length];
        return payload;
    }
}
