namespace Wayleave.Protocol.Dns;

/// <summary>The kinds of records that are asked for or read; the values are those on the wire.</summary>
/// <seealso href="https://www.iana.org/assignments/dns-parameters">IANA's registry</seealso>
public enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>Another name for the same.</summary>
    Cname = 5,

    /// <summary>The start of a zone: stands with an answer that holds nothing, and tells for how long.</summary>
    Soa = 6,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>EDNS: how large an answer may be (RFC 6891).</summary>
    Opt = 41,

    /// <summary>How to reach an HTTPS service: protocols, port, address hints (RFC 9460).</summary>
    Https = 65,
}
