using System.Globalization;
using System.Net;
using Wayleave.Protocol.Text;

namespace Wayleave.Server.Configuration.Reading.Forms;

/// <summary>Addresses to listen on: <c>8080</c>, <c>:8080</c>, <c>0.0.0.0:8080</c>, <c>localhost:8080</c>, <c>[::1]:8080</c>.</summary>
internal static class EndPoints
{
    /// <summary>Reads one.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="ifNoHost">The address where none is written.</param>
    /// <param name="ifNoPort">The port where none is written; null: it must be.</param>
    /// <param name="endPoint">The address.</param>
    /// <returns>What is wrong and what would be right; null if nothing is.</returns>
    public static string? Parse(string text, IPAddress ifNoHost, int? ifNoPort, out IPEndPoint endPoint)
    {
        endPoint = new IPEndPoint(ifNoHost, 0);
        string shown = Printable.Short(text, 60);
        (string host, string? port) = Split(text, ifNoPort is null);
        if (host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[')) return $"'{shown}': an IPv6 address needs brackets; write [::1]:8080";
        IPAddress? address = host switch
        {
            "" => ifNoHost,
            "*" => IPAddress.Any,
            "localhost" => IPAddress.Loopback,
            _ => IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? parsed) ? parsed : null,
        };
        // "1" and "10.1" are addresses to the system's own parser; here they are slips.
        if (address is null || (host.Length > 0 && host[0] != '[' && host is not ("*" or "localhost") && host.Count(c => c == '.') != 3))
            return $"'{shown}': {Printable.Short(host, 40)} is not an address of this machine; write 0.0.0.0 for all of its addresses, or 127.0.0.1 for itself alone";
        if (port is null && ifNoPort is null) return $"'{shown}' has no port; write {shown}:8080";
        // Port 0 asks the system for a free one.
        if (port is not null and not "0" && Ports.Wrong(port) is { } wrong) return $"'{shown}': {wrong}";
        endPoint = new IPEndPoint(address, port is null ? ifNoPort!.Value : int.Parse(port, NumberStyles.None, CultureInfo.InvariantCulture));
        return null;
    }

    private static (string Host, string? Port) Split(string text, bool aloneIsPort)
    {
        int colon = text.LastIndexOf(':');
        // The colons inside brackets belong to the address.
        if (colon > text.LastIndexOf(']') && text.IndexOf(':', StringComparison.Ordinal) is var first && (first == colon || text.StartsWith('['))) return (text[..colon], text[(colon + 1)..]);
        return aloneIsPort && text.Length > 0 && text.All(char.IsAsciiDigit) ? ("", text) : (text, null);
    }
}
