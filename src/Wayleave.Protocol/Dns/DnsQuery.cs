using System.Buffers.Binary;

namespace Wayleave.Protocol.Dns;

/// <summary>A question for a resolver.</summary>
/// <param name="Id">An unpredictable number: an answer is only taken if it repeats it.</param>
/// <param name="Name">The name, in ASCII, with or without its last dot.</param>
/// <param name="Type">The kind of record wanted.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1035#section-4">RFC 1035 §4</seealso>
public readonly record struct DnsQuery(ushort Id, string Name, DnsType Type)
{
    /// <summary>The answer's size that we take over UDP, in bytes: what fits one packet everywhere.</summary>
    /// <seealso href="https://www.dnsflagday.net/2020/">DNS flag day 2020</seealso>
    public const ushort UdpPayloadBytes = 1232;

    private const ushort RecursionDesired = 0x0100;
    private const ushort ClassInternet = 1;

    /// <summary>The question as a message, with recursion desired and EDNS.</summary>
    /// <param name="message">The message where the answer is true; over TCP its length goes before it, in two bytes.</param>
    /// <returns>False if the name is none: a label empty or over 63 bytes, not ASCII, or over 253 characters in all.</returns>
    public bool TryWrite(out byte[] message)
    {
        message = [];
        if (DnsName.ToWire(Name) is not { } name)
            return false;

        message = new byte[12 + name.Length + 4 + 11];
        var header = message.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(header, Id);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], 1); // one question
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], 1); // one additional record: OPT
        name.CopyTo(header[12..]);
        var question = header[(12 + name.Length)..];
        BinaryPrimitives.WriteUInt16BigEndian(question, (ushort)Type);
        BinaryPrimitives.WriteUInt16BigEndian(question[2..], ClassInternet);

        // RFC 6891 §6.1.2: the root's name, OPT, our size where the class would be, then no flags and no options.
        var opt = question[4..];
        BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)DnsType.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(opt[3..], UdpPayloadBytes);
        return true;
    }
}
