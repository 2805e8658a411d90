using System.Globalization;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>An upstream's address taken apart.</summary>
/// <param name="Scheme">In lower case; empty if there is none.</param>
/// <param name="Host">Host, or for <c>unix/</c> the path of the socket.</param>
/// <param name="Port">The port; null if it cannot be known.</param>
/// <param name="Path">What stands behind host and port: Caddy takes no such address.</param>
internal sealed record CaddyUpstream(string Scheme, string Host, int? Port, string Path)
{
    /// <summary>Reads one; null where a placeholder stands for it.</summary>
    public static CaddyUpstream? Parse(string address)
    {
        if (address.Contains('{', StringComparison.Ordinal)) return null;
        if (address.StartsWith("unix", StringComparison.Ordinal) && address.IndexOf('/', StringComparison.Ordinal) is var slash and > 0) return new CaddyUpstream(address[..slash], address[(slash + 1)..], null, "");
        string scheme = "";
        if (address.IndexOf("://", StringComparison.Ordinal) is var at and >= 0) (scheme, address) = (address[..at].ToLowerInvariant(), address[(at + 3)..]);
        int path = scheme.Length > 0 ? address.IndexOf('/', StringComparison.Ordinal) : -1;
        string rest = path < 0 ? "" : address[path..];
        if (path >= 0) address = address[..path];
        int colon = address.LastIndexOf(':');
        if (colon < address.LastIndexOf(']')) colon = -1;
        int? port = colon < 0 ? scheme switch { "https" => 443, "" or "http" or "h2c" => 80, _ => null }
            : int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int written) ? written : null;
        return new CaddyUpstream(scheme, colon < 0 ? address : address[..colon], port, rest);
    }

    /// <summary>Whether it is on this machine.</summary>
    public bool IsLocal => Scheme.StartsWith("unix", StringComparison.Ordinal) || Host is "localhost" or "127.0.0.1" or "[::1]" or "";
}
