using System.Buffers.Binary;
using System.Net;

namespace Wayleave.Protocol.Dns;

/// <summary>Reads one resource record (RFC 1035 §3.2.1).</summary>
internal static class DnsRecordReader
{
    private const int FixedLength = 10;

    public static DnsViolation Read(ReadOnlySpan<byte> message, ref int position, out DnsRecord? record)
    {
        record = null;
        var violation = DnsName.Read(message, ref position, out var name);
        if (violation != DnsViolation.None)
            return violation;
        if (position + FixedLength > message.Length)
            return DnsViolation.Truncated;

        var type = (DnsType)BinaryPrimitives.ReadUInt16BigEndian(message[position..]);
        var ttl = BinaryPrimitives.ReadUInt32BigEndian(message[(position + 4)..]);
        // RFC 2181 §8: a value with the top bit set counts as 0.
        ttl = ttl > int.MaxValue ? 0 : ttl;
        var length = BinaryPrimitives.ReadUInt16BigEndian(message[(position + 8)..]);
        var start = position + FixedLength;
        if (start + length > message.Length)
            return DnsViolation.Truncated;

        position = start + length;
        // Names in the data may point anywhere back, so the whole message up to the data's end is looked at.
        return ReadData(message[..position], start, new DnsRecord.Other(name, ttl, type), out record);
    }

    private static DnsViolation ReadData(ReadOnlySpan<byte> message, int start, DnsRecord.Other head, out DnsRecord? record)
    {
        record = head;
        var data = message[start..];
        switch (head.Type)
        {
            case DnsType.A or DnsType.Aaaa:
                if (data.Length != (head.Type == DnsType.A ? 4 : 16))
                    return DnsViolation.RecordInvalid;
                record = new DnsRecord.Address(head.Name, head.TtlSeconds, new IPAddress(data));
                return DnsViolation.None;
            case DnsType.Cname:
                var violation = DnsName.Read(message, ref start, out var target);
                record = new DnsRecord.Cname(head.Name, head.TtlSeconds, target);
                return violation == DnsViolation.None && start != message.Length ? DnsViolation.RecordInvalid : Inner(violation);
            case DnsType.Soa:
                return ReadSoa(message, start, head, out record);
            case DnsType.Https:
                return SvcParams.Read(message, start, head, out record);
            default:
                return DnsViolation.None;
        }
    }

    private static DnsViolation ReadSoa(ReadOnlySpan<byte> message, int start, DnsRecord.Other head, out DnsRecord? record)
    {
        record = null;
        var violation = DnsName.Read(message, ref start, out _);
        if (violation == DnsViolation.None)
            violation = DnsName.Read(message, ref start, out _);
        if (violation != DnsViolation.None)
            return Inner(violation);
        if (message.Length - start != 20)
            return DnsViolation.RecordInvalid;

        var minimum = BinaryPrimitives.ReadUInt32BigEndian(message[(start + 16)..]);
        record = new DnsRecord.Soa(head.Name, head.TtlSeconds, Math.Min(minimum, head.TtlSeconds));
        return DnsViolation.None;
    }

    // Inside a record whose length is known, an end that comes early is a flaw of the record, not of the transport.
    private static DnsViolation Inner(DnsViolation violation) => violation == DnsViolation.Truncated ? DnsViolation.RecordInvalid : violation;
}
