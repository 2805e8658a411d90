using System.Collections.Immutable;
using System.Net;

namespace Wayleave.Protocol.Dns;

/// <summary>A record of an answer: one of the records nested here, and no other.</summary>
/// <param name="Name">Whose it is, without its last dot.</param>
/// <param name="TtlSeconds">How long it may be kept, in seconds.</param>
public abstract record DnsRecord(string Name, uint TtlSeconds)
{
    /// <summary>An address: A or AAAA.</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TtlSeconds">How long it may be kept, in seconds.</param>
    /// <param name="Value">The address.</param>
    public sealed record Address(string Name, uint TtlSeconds, IPAddress Value) : DnsRecord(Name, TtlSeconds);

    /// <summary>Another name for the same.</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TtlSeconds">How long it may be kept, in seconds.</param>
    /// <param name="Target">The other name.</param>
    public sealed record Cname(string Name, uint TtlSeconds, string Target) : DnsRecord(Name, TtlSeconds);

    /// <summary>How to reach an HTTPS service (RFC 9460).</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TtlSeconds">How long it may be kept, in seconds.</param>
    /// <param name="Priority">0 makes it another name for <paramref name="Target"/>; else the lowest is best.</param>
    /// <param name="Target">Where the service is; empty means the name itself.</param>
    /// <param name="Alpn">The protocols it speaks, such as <c>h2</c>, <c>h3</c>.</param>
    /// <param name="Port">Its port; null for the scheme's own.</param>
    /// <param name="Hints">Addresses to try before the name is looked up.</param>
    public sealed record Https(
        string Name, uint TtlSeconds, ushort Priority, string Target, ImmutableArray<string> Alpn, ushort? Port, ImmutableArray<IPAddress> Hints)
        : DnsRecord(Name, TtlSeconds);

    /// <summary>The start of the zone that an answer without records comes from.</summary>
    /// <param name="Name">The zone.</param>
    /// <param name="TtlSeconds">How long it may be kept, in seconds.</param>
    /// <param name="NegativeTtlSeconds">How long it may be kept that there is nothing, in seconds (RFC 2308 §5).</param>
    public sealed record Soa(string Name, uint TtlSeconds, uint NegativeTtlSeconds) : DnsRecord(Name, TtlSeconds);

    /// <summary>A record of a kind that is not read.</summary>
    /// <param name="Name">Whose it is.</param>
    /// <param name="TtlSeconds">How long it may be kept, in seconds.</param>
    /// <param name="Type">Its kind.</param>
    public sealed record Other(string Name, uint TtlSeconds, DnsType Type) : DnsRecord(Name, TtlSeconds);
}
