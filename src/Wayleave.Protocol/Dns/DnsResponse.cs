using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Protocol.Dns;

/// <summary>A resolver's answer.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1035#section-4">RFC 1035 §4</seealso>
public sealed record DnsResponse
{
    private const int HeaderLength = 12;
    private const int MaxRecords = 256;

    /// <summary>How the resolver answers.</summary>
    public required DnsCode Code { get; init; }

    /// <summary>True if the answer did not fit: ask again over TCP.</summary>
    public required bool Truncated { get; init; }

    /// <summary>The records that answer the question.</summary>
    public ImmutableArray<DnsRecord> Answers { get; init; } = [];

    /// <summary>The records that say who is in charge.</summary>
    public ImmutableArray<DnsRecord> Authorities { get; init; } = [];

    /// <summary>The addresses found, at whatever name the CNAMEs led to.</summary>
    public IEnumerable<IPAddress> Addresses => Answers.OfType<DnsRecord.Address>().Select(record => record.Value);

    /// <summary>The HTTPS records found, the best first.</summary>
    public IEnumerable<DnsRecord.Https> Https => Answers.OfType<DnsRecord.Https>().OrderBy(record => record.Priority);

    /// <summary>The smallest time to live among the answers, in seconds; null if there is no answer.</summary>
    public uint? MinTtlSeconds => Answers.IsEmpty ? null : Answers.Min(record => record.TtlSeconds);

    /// <summary>Reads an answer to that question.</summary>
    /// <param name="message">The message, without the length that goes before it over TCP.</param>
    /// <param name="query">The question asked.</param>
    /// <param name="response">The answer where the result is <see cref="DnsViolation.None"/>; else null.</param>
    public static DnsViolation Read(ReadOnlySpan<byte> message, DnsQuery query, out DnsResponse? response)
    {
        response = null;
        if (message.Length < HeaderLength)
            return DnsViolation.Truncated;
        if (BinaryPrimitives.ReadUInt16BigEndian(message) != query.Id)
            return DnsViolation.IdMismatch;
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        if ((flags & 0x8000) == 0)
            return DnsViolation.NotAResponse;

        var position = HeaderLength;
        var violation = ReadQuestion(message, ref position, query);
        if (violation != DnsViolation.None)
            return violation;

        var read = new DnsResponse { Code = (DnsCode)(flags & 0xF), Truncated = (flags & 0x0200) != 0 };
        violation = ReadSection(message, ref position, BinaryPrimitives.ReadUInt16BigEndian(message[6..]), read.Truncated, out var answers);
        if (violation != DnsViolation.None)
            return violation;
        violation = ReadSection(message, ref position, BinaryPrimitives.ReadUInt16BigEndian(message[8..]), read.Truncated, out var authorities);
        if (violation != DnsViolation.None)
            return violation;

        response = read with { Answers = answers, Authorities = authorities };
        return DnsViolation.None;
    }

    /// <summary>The names that CNAMEs lead through from that name on, in order, itself left out.</summary>
    /// <param name="name">The name looked up.</param>
    public ImmutableArray<string> CnameChain(string name)
    {
        var chain = ImmutableArray.CreateBuilder<string>();
        var current = name.TrimEnd('.');
        while (Answers.OfType<DnsRecord.Cname>().FirstOrDefault(record => IsSame(record.Name, current)) is { } next && !chain.Contains(next.Target))
            chain.Add(current = next.Target);
        return chain.ToImmutable();
    }

    private static DnsViolation ReadQuestion(ReadOnlySpan<byte> message, ref int position, DnsQuery query)
    {
        // A resolver that refuses may leave the question out.
        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        if (questions == 0)
            return BinaryPrimitives.ReadUInt16BigEndian(message[6..]) == 0 ? DnsViolation.None : DnsViolation.QuestionMismatch;
        if (questions > 1)
            return DnsViolation.QuestionMismatch;

        var violation = DnsName.Read(message, ref position, out var name);
        if (violation != DnsViolation.None)
            return violation;
        if (position + 4 > message.Length)
            return DnsViolation.Truncated;
        var type = BinaryPrimitives.ReadUInt16BigEndian(message[position..]);
        position += 4;
        return type == (ushort)query.Type && IsSame(name, query.Name.TrimEnd('.')) ? DnsViolation.None : DnsViolation.QuestionMismatch;
    }

    private static DnsViolation ReadSection(
        ReadOnlySpan<byte> message, ref int position, int count, bool truncated, out ImmutableArray<DnsRecord> records)
    {
        records = [];
        if (count > MaxRecords)
            return DnsViolation.TooManyRecords;
        var found = ImmutableArray.CreateBuilder<DnsRecord>();
        for (var i = 0; i < count; i++)
        {
            var violation = DnsRecordReader.Read(message, ref position, out var record);
            if (violation == DnsViolation.Truncated && truncated)
                break; // It says itself that it is cut: what is there still counts.
            if (violation != DnsViolation.None)
                return violation;
            found.Add(record!);
        }

        records = found.ToImmutable();
        return DnsViolation.None;
    }

    private static bool IsSame(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
