using System.Globalization;
using System.Net;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Input;

/// <summary>An address to listen on, as typed: <c>9180</c>, <c>:9180</c>, <c>0.0.0.0:9180</c>, <c>[::1]:9180</c>.</summary>
internal static class ListenAddress
{
    /// <summary>Reads it; without a host it is this machine alone (127.0.0.1).</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="address">The address.</param>
    /// <returns>What is wrong and what to do; null if nothing is.</returns>
    public static string? Read(string text, out IPEndPoint? address)
    {
        address = null;
        string shown = Printable.Short(text, 60);
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? "" : text[..colon];
        string port = text[(colon + 1)..];
        // Port 0 asks the system for a free one.
        if (port != "0" && Ports.Wrong(port) is { } wrong) return $"'{shown}': {wrong}";
        IPAddress? ip = host switch
        {
            "" or "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            _ => IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? parsed) ? parsed : null,
        };
        if (ip is null) return $"'{shown}': {Printable.Short(host, 40)} is not an address of this machine; write 127.0.0.1:9180";
        address = new IPEndPoint(ip, int.Parse(port, NumberStyles.None, CultureInfo.InvariantCulture));
        return null;
    }
}
