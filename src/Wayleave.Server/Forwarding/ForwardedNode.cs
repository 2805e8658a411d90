using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Wayleave.Server.Forwarding;

/// <summary>One address in X-Forwarded-For or in <c>for=</c> of Forwarded.</summary>
internal static class ForwardedNode
{
    // RFC 7239 §6: a port of digits, or one made up for hiding (_x).
    private static readonly SearchValues<char> s_port = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-");

    /// <summary>
    /// Reads <c>192.0.2.1</c>, <c>192.0.2.1:80</c>, <c>2001:db8::1</c>, <c>[2001:db8::1]</c>, <c>[2001:db8::1]:80</c>. Not <c>unknown</c>,
    /// <c>_hidden</c>, and no half-written IPv4 such as <c>127.1</c> or <c>010.0.0.1</c>, which programs read differently.
    /// </summary>
    /// <param name="text">The entry, without white space around it.</param>
    /// <param name="address">The address where the answer is true.</param>
    public static bool TryParse(string text, out IPAddress address)
    {
        address = IPAddress.None;
        var host = text;
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']');
            if (end < 0 || !IsPort(text.AsSpan(end + 1)))
                return false;
            host = text[1..end];
        }
        else if (text.Count(c => c == ':') == 1)
        {
            var colon = text.IndexOf(':');
            if (!IsPort(text.AsSpan(colon)))
                return false;
            host = text[..colon];
        }

        if (host.Contains('%') || !IPAddress.TryParse(host, out var parsed))
            return false;
        if (parsed.AddressFamily == AddressFamily.InterNetwork && (text.StartsWith('[') || parsed.ToString() != host))
            return false;
        address = PeerTrust.Plain(parsed);
        return true;
    }

    /// <summary>As X-Forwarded-For and X-Real-IP have it: bare, and so has every framework that reads them.</summary>
    /// <param name="address">The address.</param>
    public static string Write(IPAddress address) => PeerTrust.Plain(address).ToString();

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text is [':', _, ..] && !text[1..].ContainsAnyExcept(s_port));
}
