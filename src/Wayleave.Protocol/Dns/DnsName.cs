using System.Text;

namespace Wayleave.Protocol.Dns;

/// <summary>Names on the wire: labels with their lengths, and pointers back to labels seen before.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1.4">RFC 1035 §4.1.4</seealso>
internal static class DnsName
{
    private const int MaxWireLength = 255;
    private const int MaxLabel = 63;

    /// <summary>The name as it goes on the wire; null if it is none.</summary>
    public static byte[]? ToWire(string name)
    {
        var wire = new List<byte>();
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            if (label.Length is 0 or > MaxLabel || !Ascii.IsValid(label))
                return null;
            wire.Add((byte)label.Length);
            wire.AddRange(Encoding.ASCII.GetBytes(label));
        }

        wire.Add(0);
        return wire.Count <= MaxWireLength ? [.. wire] : null;
    }

    /// <summary>Reads a name, without its last dot; the root is the empty string.</summary>
    /// <remarks>Each pointer must go further back than the one before, so there can be no circle and no more steps than bytes.</remarks>
    public static DnsViolation Read(ReadOnlySpan<byte> message, ref int position, out string name)
    {
        name = "";
        var text = new StringBuilder();
        var at = position;
        var lowest = position;
        var jumped = false;
        while (true)
        {
            if (at >= message.Length)
                return DnsViolation.Truncated;
            int length = message[at];
            switch (length >> 6)
            {
                case 0b11:
                    if (at + 1 >= message.Length)
                        return DnsViolation.Truncated;
                    var target = ((length & 0x3F) << 8) | message[at + 1];
                    if (!jumped)
                        position = at + 2;
                    jumped = true;
                    if (target >= lowest)
                        return DnsViolation.NameInvalid;
                    at = lowest = target;
                    break;
                case 0 when length == 0:
                    if (!jumped)
                        position = at + 1;
                    name = text.ToString();
                    return DnsViolation.None;
                case 0:
                    if (at + 1 + length > message.Length)
                        return DnsViolation.Truncated;
                    if (text.Length + length + 1 > MaxWireLength)
                        return DnsViolation.NameInvalid;
                    AppendLabel(text, message.Slice(at + 1, length));
                    at += 1 + length;
                    break;
                default:
                    return DnsViolation.NameInvalid;
            }
        }
    }

    // RFC 4343: what would be taken for a dot or is not visible is shown by its number.
    private static void AppendLabel(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (text.Length > 0)
            text.Append('.');
        foreach (var value in label)
            if (value is > 0x20 and < 0x7F and not (byte)'.' and not (byte)'\\')
                text.Append((char)value);
            else
                text.Append('\\').Append(value.ToString("d3"));
    }
}
