using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Admission;

/// <summary>What counts as one client: an IPv4 address, or a /64 of IPv6, which is what one line gets (RFC 6177).</summary>
internal static class AddressKey
{
    /// <summary>The key of an address.</summary>
    /// <param name="address">The address.</param>
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out _);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6)
            bytes[8..].Clear();
        // Their lengths differ, so no address of one family is one of the other: the last byte tells.
        bytes[15] = plain.AddressFamily == AddressFamily.InterNetworkV6 ? (byte)6 : (byte)4;
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
