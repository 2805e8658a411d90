using System.Buffers;
using Wayleave.Protocol.Frames;

namespace Wayleave.TestKit;

/// <summary>Frames as they stand on the wire.</summary>
public static class Wire
{
    /// <summary>The key with which a test's client masks.</summary>
    public const uint Key = 0x37FA213D;

    /// <summary>One frame, even a wrong one; masked if there is a key.</summary>
    public static byte[] Frame(
        Opcode opcode, ReadOnlySpan<byte> payload = default, uint? key = null, bool fin = true, bool rsv1 = false, bool rsv2 = false)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameWriter.WriteUnchecked(bytes, new FrameHeader
        {
            Fin = fin, Rsv1 = rsv1, Rsv2 = rsv2, Opcode = opcode, Masked = key is not null, MaskingKey = key ?? 0, PayloadLength = payload.Length,
        }, payload);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A text frame.</summary>
    public static byte[] Text(string text, uint? key = null, bool fin = true) => Frame(Opcode.Text, System.Text.Encoding.UTF8.GetBytes(text), key, fin);

    /// <summary>A close frame; without a code it is empty.</summary>
    public static byte[] Close(int? code, string reason = "", uint? key = null) =>
        Frame(Opcode.Close, new ClosePayload((ushort?)code, reason).ToBytes(), key);

    /// <summary>Several frames behind one another.</summary>
    public static byte[] Join(params IEnumerable<byte[]> frames) => [.. frames.SelectMany(frame => frame)];

    /// <summary>The frames that bytes hold, told in words: <c>Text 5 | Close 1000 bye</c>; what is no whole frame at the end is counted.</summary>
    public static string Tell(ReadOnlySpan<byte> bytes)
    {
        List<string> told = [];
        while (!bytes.IsEmpty)
        {
            if (FrameHeader.TryRead(bytes, out var header, out var length, out _) != OperationStatus.Done || bytes.Length - length < header.PayloadLength)
            {
                told.Add($"cut {bytes.Length}");
                break;
            }

            var payload = bytes.Slice(length, (int)header.PayloadLength).ToArray();
            Masking.Apply(payload, header.MaskingKey, 0);
            bytes = bytes[(length + payload.Length)..];
            told.Add((header.Masked ? "masked " : "") + (header.Opcode == Opcode.Close && ClosePayload.Read(payload, out var close) == Violation.None
                ? $"Close {close.Code} {close.Reason}".TrimEnd()
                : $"{header.Opcode} {payload.Length}"));
        }

        return string.Join(" | ", told);
    }

    /// <summary>The whole frames that bytes hold, each as it stands there.</summary>
    public static IEnumerable<byte[]> Frames(byte[] bytes)
    {
        while (FrameHeader.TryRead(bytes, out var header, out var length, out _) == OperationStatus.Done && bytes.Length - length >= header.PayloadLength)
        {
            var whole = length + (int)header.PayloadLength;
            yield return bytes[..whole];
            bytes = bytes[whole..];
        }
    }
}
