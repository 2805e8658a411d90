using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Destinations.Balancing;

/// <summary>Hashes that are the same in every process and version: a restart must not send anybody elsewhere.</summary>
/// <remarks>FNV-1a, then the finalizer of SplitMix64, since FNV's high bits are poor for short texts. They guard nothing: a client may choose its key anyway.</remarks>
/// <seealso href="https://datatracker.ietf.org/doc/html/draft-eastlake-fnv">FNV</seealso>
internal static class StableHash
{
    private const ulong FnvOffset = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x100000001B3;

    /// <summary>The hash of a text, case and all.</summary>
    public static ulong Of(string text)
    {
        var hash = FnvOffset;
        foreach (var unit in text)
        {
            hash = (hash ^ (byte)unit) * FnvPrime;
            hash = (hash ^ (byte)(unit >> 8)) * FnvPrime;
        }

        return Mix(hash);
    }

    /// <summary>The hash of a client's address. Of IPv6 the network of 64 bits counts: within it privacy addresses change by the day.</summary>
    /// <seealso href="https://www.rfc-editor.org/rfc/rfc8981">RFC 8981</seealso>
    public static ulong Of(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out var length);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
            length = 8;
        var hash = FnvOffset;
        foreach (var value in bytes[..length])
            hash = (hash ^ value) * FnvPrime;
        return Mix(hash);
    }

    /// <summary>Spreads each bit over all.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
