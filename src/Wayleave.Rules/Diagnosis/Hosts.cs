using System.Net;
using System.Net.Sockets;

namespace Wayleave.Rules.Diagnosis;

/// <summary>Compares hosts as the Host header and URLs write them.</summary>
internal static class Hosts
{
    /// <summary>The name without its port, in lower case.</summary>
    /// <param name="host">A host, with or without a port.</param>
    public static string Name(string host)
    {
        int colon = host.LastIndexOf(':');
        bool port = colon > 0 && !host.EndsWith(']') && host.IndexOf(':') == colon || host.Contains("]:", StringComparison.Ordinal);
        return (port ? host[..colon] : host).ToLowerInvariant();
    }

    /// <summary>True if two hosts name the same host and port, the scheme's own port left out or not.</summary>
    /// <param name="one">A host, with or without a port.</param>
    /// <param name="other">Another.</param>
    /// <param name="secure">Whether the scheme's own port is 443.</param>
    public static bool Same(string one, string other, bool secure) =>
        Name(one) == Name(other) && Port(one, secure) == Port(other, secure);

    /// <summary>True if both are the same bare address with ports of their own that differ: two servers of one machine.</summary>
    /// <param name="one">A host, with or without a port.</param>
    /// <param name="other">Another.</param>
    public static bool OtherServer(string one, string other) =>
        Name(one) == Name(other) && IPAddress.TryParse(Name(one), out _)
        && one.Length > Name(one).Length && other.Length > Name(other).Length && !one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for this machine's own names and addresses.</summary>
    /// <param name="host">A URL's host.</param>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>True for names and addresses that mean something only inside one machine or network.</summary>
    /// <param name="host">A URL's host.</param>
    public static bool IsInner(string host)
    {
        if (IsLoopback(host) || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!IPAddress.TryParse(host, out IPAddress? address))
            return !host.Contains('.', StringComparison.Ordinal); // a container's or a machine's bare name
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        byte[] b = address.GetAddressBytes();
        return b[0] is 10 or 0 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254);
    }

    private static string Port(string host, bool secure)
    {
        string name = Name(host);
        return host.Length > name.Length + 1 ? host[(name.Length + 1)..] : secure ? "443" : "80";
    }
}
