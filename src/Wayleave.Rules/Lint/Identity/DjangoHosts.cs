namespace Wayleave.Rules.Lint.Identity;

/// <summary>Hosts as Django compares them with <c>ALLOWED_HOSTS</c>.</summary>
/// <seealso href="https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts">ALLOWED_HOSTS</seealso>
internal static class DjangoHosts
{
    /// <summary>Whether an entry lets a host in: itself, <c>*</c>, or a domain with a dot in front and all below it.</summary>
    public static bool Covers(string entry, string host)
    {
        if (entry == "*" || string.Equals(entry, host, StringComparison.OrdinalIgnoreCase)) return true;
        return entry.StartsWith('.') && (host.EndsWith(entry, StringComparison.OrdinalIgnoreCase) || string.Equals(entry[1..], host, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A host without the port behind it.</summary>
    public static string WithoutPort(string host) => host.LastIndexOf(':') is > 0 and var colon && colon > host.LastIndexOf(']') ? host[..colon] : host;

    /// <summary>Why an entry can never match; null if it can.</summary>
    public static string? Fault(string entry) => entry switch
    {
        _ when entry.Contains("://", StringComparison.Ordinal) => "has a scheme",
        _ when entry.Contains('/', StringComparison.Ordinal) => "has a path",
        ['*', '.', ..] => "has a star, where Django wants a dot alone",
        ['[', ..] => null,
        _ when entry.Count(c => c == ':') == 1 => "has a port",
        _ => null,
    };

    /// <summary>An entry as it was meant.</summary>
    public static string Mended(string entry)
    {
        string host = entry[(entry.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..].Split('/')[0];
        return WithoutPort(host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host);
    }
}
