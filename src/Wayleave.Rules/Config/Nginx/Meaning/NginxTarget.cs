using System.Globalization;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>An address as <c>proxy_pass</c> takes it: <c>http://name:port/uri</c>.</summary>
/// <param name="Tls">Whether TLS is spoken to it; null if it is not known.</param>
/// <param name="Host">The name or address; null if it is not known.</param>
/// <param name="Port">The port; null if it is not known or none is written.</param>
/// <param name="Uri">The URI part; null if there is none, so that the path goes on as it came.</param>
internal sealed record NginxTarget(bool? Tls, string? Host, int? Port, string? Uri)
{
    /// <summary>What <c>$proxy_host</c> is: the name, with the port where that is not the scheme's own.</summary>
    public string? ProxyHost => Host is null ? null : Port is null || Port == (Tls == true ? 443 : 80) ? Host : $"{Host}:{Port}";

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address, its variables filled in; null if that cannot be done.</param>
    /// <param name="written">The address as written.</param>
    public static NginxTarget Read(string? text, string written)
    {
        bool? tls = (text ?? written).StartsWith("https://", StringComparison.OrdinalIgnoreCase) || (text ?? written).StartsWith("grpcs://", StringComparison.OrdinalIgnoreCase)
            ? true
            : (text ?? written).StartsWith("http://", StringComparison.OrdinalIgnoreCase) || (text ?? written).StartsWith("grpc://", StringComparison.OrdinalIgnoreCase) || !(text ?? written).Contains('$', StringComparison.Ordinal) ? false : null;
        if (text is null) return new NginxTarget(tls, null, null, null);
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? text : text[(scheme + 3)..];
        if (rest.StartsWith("unix:", StringComparison.Ordinal))
        {
            int end = rest.IndexOf(':', 5);
            return new NginxTarget(tls, end < 0 ? rest : rest[..end], null, end < 0 ? null : rest[(end + 1)..]);
        }

        int slash = rest.IndexOfAny(['/', '?']);
        string authority = slash < 0 ? rest : rest[..slash];
        int colon = authority.LastIndexOf(':');
        bool port = colon > authority.LastIndexOf(']') && colon >= 0;
        return new NginxTarget(
            tls, port ? authority[..colon] : authority,
            port ? int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null : null,
            slash < 0 ? null : rest[slash..]);
    }
}
