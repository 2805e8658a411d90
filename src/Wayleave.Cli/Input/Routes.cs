using System.Globalization;
using System.Net;
using Wayleave.Cli.CommandLine;
using Wayleave.Probing;

namespace Wayleave.Cli.Input;

/// <summary>The hops to speak to directly, as typed for <c>--origin</c> and <c>--via</c>.</summary>
internal static class Routes
{
    /// <summary>Reads <c>HOST:PORT</c>, <c>[::1]:PORT</c>, or a URL whose scheme says whether to speak TLS.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="isOrigin">True for <c>--origin</c>.</param>
    /// <param name="route">The way.</param>
    /// <returns>What is wrong and what to do; null if nothing is.</returns>
    public static string? Read(string text, bool isOrigin, out DirectRoute route)
    {
        route = null!;
        string shown = Printable.Short(text, 80);
        bool? tls = null;
        string rest = text;
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark >= 0)
        {
            tls = text[..mark].ToLowerInvariant() switch { "https" or "wss" => true, "http" or "ws" => false, _ => null };
            if (tls is null) return $"'{shown}': write HOST:PORT, http://HOST:PORT, or https://HOST:PORT for TLS";
            rest = text[(mark + 3)..].TrimEnd('/');
        }

        if (rest.AsSpan().IndexOfAny('/', '?', '@') >= 0) return $"'{shown}': only a host and a port belong here; the path is the URL's own";
        if (rest.Any(c => c <= ' ' || c == '\u007F')) return $"'{shown}': there is a space in it; repeat the option for each address";

        int bracket = rest.LastIndexOf(']');
        int colon = rest.IndexOf(':', Math.Max(0, bracket));
        if (bracket < 0 && colon >= 0 && rest.IndexOf(':', colon + 1) >= 0) return $"'{shown}': an IPv6 address needs brackets: [::1]:8080";
        string host = colon < 0 ? rest : rest[..colon];
        if (host.Trim('[', ']').Length == 0) return $"'{shown}': there is no host; write HOST:PORT";
        if (bracket >= 0 && !IPAddress.TryParse(host.Trim('[', ']'), out _)) return $"'{shown}': {host} is not an IPv6 address";
        if (colon < 0 && tls is null) return $"'{shown}' has no port; write {shown}:8080, or https://{shown} for TLS on 443";
        if (colon >= 0 && Ports.Wrong(rest[(colon + 1)..]) is { } wrong) return $"'{shown}': {wrong}";

        int port = colon >= 0 ? int.Parse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture) : tls == true ? 443 : 80;
        // Nobody serves plain HTTP on 443 on purpose: a bare :443 means TLS.
        route = new DirectRoute($"{host}:{port}", host.Trim('[', ']'), port, tls ?? port == 443, isOrigin);
        return null;
    }
}
