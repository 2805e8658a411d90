using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Wayleave.Protocol.Dns;

/// <summary>Reads the data of an HTTPS record.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9460#section-2.2">RFC 9460 §2.2</seealso>
internal static class SvcParams
{
    private const ushort KeyAlpn = 1;
    private const ushort KeyPort = 3;
    private const ushort KeyIpv4Hint = 4;
    private const ushort KeyIpv6Hint = 6;

    public static DnsViolation Read(ReadOnlySpan<byte> message, int start, DnsRecord.Other head, out DnsRecord? record)
    {
        record = null;
        if (message.Length - start < 3)
            return DnsViolation.RecordInvalid;
        var priority = BinaryPrimitives.ReadUInt16BigEndian(message[start..]);
        start += 2;
        if (DnsName.Read(message, ref start, out var target) != DnsViolation.None)
            return DnsViolation.RecordInvalid;

        var read = new DnsRecord.Https(head.Name, head.TtlSeconds, priority, target, [], null, []);
        for (var rest = message[start..]; !rest.IsEmpty;)
        {
            if (rest.Length < 4)
                return DnsViolation.RecordInvalid;
            var key = BinaryPrimitives.ReadUInt16BigEndian(rest);
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (rest.Length < 4 + length || Add(read, key, rest.Slice(4, length)) is not { } more)
                return DnsViolation.RecordInvalid;
            read = more;
            rest = rest[(4 + length)..];
        }

        record = read;
        return DnsViolation.None;
    }

    private static DnsRecord.Https? Add(DnsRecord.Https record, ushort key, ReadOnlySpan<byte> value) => key switch
    {
        KeyAlpn => ReadAlpn(value) is { } alpn ? record with { Alpn = alpn } : null,
        KeyPort => value.Length == 2 ? record with { Port = BinaryPrimitives.ReadUInt16BigEndian(value) } : null,
        KeyIpv4Hint => ReadHints(value, 4) is { } hints ? record with { Hints = record.Hints.AddRange(hints) } : null,
        KeyIpv6Hint => ReadHints(value, 16) is { } hints ? record with { Hints = record.Hints.AddRange(hints) } : null,
        _ => record,
    };

    private static ImmutableArray<string>? ReadAlpn(ReadOnlySpan<byte> value)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        while (!value.IsEmpty)
        {
            var length = value[0];
            if (length == 0 || value.Length < 1 + length)
                return null;
            names.Add(Encoding.Latin1.GetString(value.Slice(1, length)));
            value = value[(1 + length)..];
        }

        return names.ToImmutable();
    }

    private static ImmutableArray<IPAddress>? ReadHints(ReadOnlySpan<byte> value, int addressLength)
    {
        if (value.IsEmpty || value.Length % addressLength != 0)
            return null;
        var hints = ImmutableArray.CreateBuilder<IPAddress>();
        for (; !value.IsEmpty; value = value[addressLength..])
            hints.Add(new IPAddress(value[..addressLength]));
        return hints.ToImmutable();
    }
}
