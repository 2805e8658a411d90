using System.Globalization;

namespace Wayleave.Rules.Config.Caddy;

/// <summary>The address of a site: <c>https://app.example.com:8443/path</c>, each part of which may be absent.</summary>
/// <param name="Scheme">The scheme; empty if there is none.</param>
/// <param name="Host">The host; empty: any.</param>
/// <param name="Port">The port; null if none is written, or it cannot be known.</param>
/// <param name="Path">The path; empty if there is none.</param>
internal sealed record CaddyAddress(string Scheme, string Host, int? Port, string Path)
{
    /// <summary>Reads one.</summary>
    public static CaddyAddress Parse(string text)
    {
        string scheme = "";
        if (text.IndexOf("://", StringComparison.Ordinal) is var at and >= 0) (scheme, text) = (text[..at].ToLowerInvariant(), text[(at + 3)..]);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string path = slash < 0 ? "" : text[slash..];
        if (slash >= 0) text = text[..slash];
        int colon = text.LastIndexOf(':');
        if (colon < text.LastIndexOf(']') || colon < text.LastIndexOf('}')) colon = -1;
        int? port = colon >= 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int written) ? written : null;
        string host = colon < 0 ? text : text[..colon];
        return new CaddyAddress(scheme, host == "*" ? "" : host.ToLowerInvariant(), port, path is "/" or "/*" ? "" : path);
    }

    /// <summary>Whether the site ends TLS there.</summary>
    /// <param name="told">Whether it has a <c>tls</c> directive.</param>
    /// <param name="off">Whether automatic HTTPS is off.</param>
    public bool IsTls(bool told, bool off)
    {
        if (Scheme == "http" || Port == 80) return false;
        if (Scheme == "https" || Port == 443 || told) return true;
        return Host.Length > 0 && !off;
    }
}
