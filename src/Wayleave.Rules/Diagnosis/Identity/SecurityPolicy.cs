namespace Wayleave.Rules.Diagnosis.Identity;

/// <summary>Reads a Content-Security-Policy as far as sockets go.</summary>
/// <remarks>Where browsers differ (a host without a scheme on an https page), the lenient reading counts: a false alarm is worse than silence.</remarks>
internal static class SecurityPolicy
{
    /// <summary>True if a policy lets a page open a socket.</summary>
    /// <param name="policy">The header's or meta element's value; several policies may stand in it, separated by commas.</param>
    /// <param name="page">The page's URL.</param>
    /// <param name="socket">The socket's URL.</param>
    public static bool Allows(string policy, Uri page, Uri socket) => policy
        .Split(',')
        .Select(Sources)
        .Where(s => s is not null)
        .All(sources => sources!.Any(source => Matches(source, page, socket)));

    /// <summary>The directive that governs sockets, as written; empty if there is none.</summary>
    /// <param name="policy">The policy.</param>
    public static string Governing(string policy) => Directive(policy, "connect-src") ?? Directive(policy, "default-src") ?? "";

    // Null where the policy says nothing about sockets; no source at all, like 'none', allows nothing.
    private static string[]? Sources(string policy)
    {
        string governing = Governing(policy);
        return governing.Length == 0 ? null : governing.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private static string? Directive(string policy, string name) => policy
        .Split(';', ',')
        .Select(d => d.Trim())
        .FirstOrDefault(d => d.Equals(name, StringComparison.OrdinalIgnoreCase) || d.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase));

    private static bool Matches(string source, Uri page, Uri socket)
    {
        if (source == "*")
            return true;
        if (source.Equals("'self'", StringComparison.OrdinalIgnoreCase))
            return socket.Host.Equals(page.Host, StringComparison.OrdinalIgnoreCase) && socket.Port == page.Port;
        if (source.StartsWith('\''))
            return false; // 'none', nonces and hashes allow no socket
        if (source.EndsWith(':'))
            return SchemeMatches(source[..^1], socket);

        int scheme = source.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && !SchemeMatches(source[..scheme], socket))
            return false;
        string rest = scheme >= 0 ? source[(scheme + 3)..] : source;
        int slash = rest.IndexOf('/');
        string authority = slash >= 0 ? rest[..slash] : rest;
        string path = slash >= 0 ? rest[slash..] : "";
        int colon = authority.LastIndexOf(':');
        string host = colon >= 0 ? authority[..colon] : authority;
        string port = colon >= 0 ? authority[(colon + 1)..] : "";
        return HostMatches(host, socket) && PortMatches(port, socket) && PathMatches(path, socket);
    }

    // CSP 3 §6.7.2.9: ws also allows wss, http, https; wss also allows https.
    private static bool SchemeMatches(string scheme, Uri socket) =>
        scheme.Equals(socket.Scheme, StringComparison.OrdinalIgnoreCase)
        || (scheme.Equals("ws", StringComparison.OrdinalIgnoreCase) && socket.Scheme == "wss");

    private static bool HostMatches(string host, Uri socket) =>
        host == "*"
        || host.Equals(socket.Host, StringComparison.OrdinalIgnoreCase)
        || (host.StartsWith("*.", StringComparison.Ordinal) && socket.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase));

    private static bool PortMatches(string port, Uri socket) =>
        port == "*" || (port.Length == 0 ? socket.IsDefaultPort : port == socket.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool PathMatches(string path, Uri socket) =>
        path is "" or "/" || (path.EndsWith('/') ? socket.AbsolutePath.StartsWith(path, StringComparison.Ordinal) : socket.AbsolutePath == path);
}
