using System.Buffers;
using System.Text;
using Wayleave.Protocol.Frames;

namespace Wayleave.Conformance.Autobahn;

/// <summary>The bytes of a case, written frame by frame, sound or not.</summary>
public sealed class Wire
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private uint _key = 0x12345678;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>A frame; <paramref name="rsv"/> is 4 for RSV1, 2 for RSV2, 1 for RSV3.</summary>
    public Wire Frame(int opcode, ReadOnlySpan<byte> payload, bool fin = true, int rsv = 0)
    {
        // Keys differ from frame to frame, and are the same in every run.
        _key = unchecked((_key * 1664525) + 1013904223);
        FrameWriter.WriteUnchecked(_bytes, new FrameHeader
        {
            Fin = fin, Rsv1 = (rsv & 4) != 0, Rsv2 = (rsv & 2) != 0, Rsv3 = (rsv & 1) != 0,
            Opcode = (Opcode)opcode, Masked = true, MaskingKey = _key, PayloadLength = payload.Length,
        }, payload);
        return this;
    }

    public Wire Text(string text, bool fin = true, int rsv = 0) => Frame(1, Encoding.UTF8.GetBytes(text), fin, rsv);

    public Wire Text(ReadOnlySpan<byte> bytes, bool fin = true) => Frame(1, bytes, fin);

    public Wire Binary(ReadOnlySpan<byte> bytes, bool fin = true, int rsv = 0) => Frame(2, bytes, fin, rsv);

    public Wire More(ReadOnlySpan<byte> bytes, bool fin) => Frame(0, bytes, fin);

    public Wire More(string text, bool fin) => Frame(0, Encoding.UTF8.GetBytes(text), fin);

    public Wire Ping(ReadOnlySpan<byte> payload = default) => Frame(9, payload);

    public Wire Pong(ReadOnlySpan<byte> payload = default) => Frame(10, payload);

    public Wire Close(int code, string reason = "") =>
        Frame(8, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>A message in fragments of that size.</summary>
    public Wire Fragments(int opcode, ReadOnlySpan<byte> payload, int size, int rsv = 0)
    {
        var first = true;
        do
        {
            var piece = payload[..Math.Min(size, payload.Length)];
            payload = payload[piece.Length..];
            Frame(first ? opcode : 0, piece, payload.IsEmpty, first ? rsv : 0);
            first = false;
        }
        while (!payload.IsEmpty);
        return this;
    }

    /// <summary>Bytes as they are.</summary>
    public Wire Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }
}
