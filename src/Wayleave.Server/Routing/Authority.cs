using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Routing;

/// <summary>A host and its port as Host, <c>:authority</c> and X-Forwarded-Host write them.</summary>
/// <param name="Host">
/// The host in lower case, without brackets and without the last dot: hosts that are written differently and mean the same are equal.
/// </param>
/// <param name="Port">The port, 0 to 65535; null if none is written.</param>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2">RFC 3986 §3.2</seealso>
internal readonly record struct Authority(string Host, int? Port)
{
    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[IPv6]</c> or <c>[IPv6]:port</c>; an empty port counts as none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="authority">What it says, where the answer is true.</param>
    public static bool TryParse(string text, out Authority authority)
    {
        authority = default;
        // After a bracket there is at most a port; without one the only colon stands before it.
        var end = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':');
        if (end < 0)
            end = text.Length;
        if (end == 0 || !TryReadHost(text[..end], out var host) || !TryReadPort(text.AsSpan(end), out var port))
            return false;

        authority = new Authority(host, port);
        return true;
    }

    /// <summary>As it is written in a header: IPv6 in brackets, the port where there is one.</summary>
    public override string ToString() => Write(Host, Port);

    /// <summary>A host and a port as a header has them.</summary>
    /// <param name="host">The host, IPv6 without brackets.</param>
    /// <param name="port">The port; null is not written.</param>
    public static string Write(string host, int? port)
    {
        var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return port is null ? bracketed : $"{bracketed}:{port}";
    }

    private static bool TryReadHost(string text, out string host)
    {
        host = "";
        if (text.StartsWith('['))
        {
            var inside = text[1..^1];
            // A zone such as %eth0 means something on the sender's machine alone.
            if (inside.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(inside, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
                return false;
            host = address.ToString();
            return true;
        }

        host = text.ToLowerInvariant();
        if (host.EndsWith('.'))
            host = host[..^1];
        return host.Length > 0 && host[0] != '.' && !text.Contains("..", StringComparison.Ordinal)
            && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '~');
    }

    private static bool TryReadPort(ReadOnlySpan<char> text, out int? port)
    {
        port = null;
        if (text.IsEmpty || text is ":")
            return true;
        if (text[0] != ':' || text.Length > 6 || !int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 65535)
            return false;
        port = number;
        return true;
    }
}
