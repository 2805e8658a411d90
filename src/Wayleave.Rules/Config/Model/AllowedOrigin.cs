using System.Globalization;

namespace Wayleave.Rules.Config.Model;

/// <summary>An Origin that a list lets in, as most frameworks write it: <c>https://example.com:8443</c>, <c>//*.example.com</c>, <c>example.com</c>. What is null may be anything.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Host">The host; <c>*.example.com</c> stands for all below it.</param>
/// <param name="Port">The port.</param>
internal readonly record struct AllowedOrigin(string? Scheme, string Host, int? Port)
{
    /// <summary>Takes an entry apart. A scheme brings its own port with it, as in a browser's Origin.</summary>
    public static AllowedOrigin Of(string entry)
    {
        int mark = entry.IndexOf("//", StringComparison.Ordinal);
        string? scheme = mark > 1 ? entry[..(mark - 1)].ToLowerInvariant() : null;
        string rest = (mark < 0 ? entry : entry[(mark + 2)..]).Split('/')[0];
        int colon = rest.LastIndexOf(':');
        bool hasPort = colon >= 0 && colon > rest.LastIndexOf(']') && int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        int? port = hasPort ? int.Parse(rest.AsSpan(colon + 1), CultureInfo.InvariantCulture) : scheme switch { "https" or "wss" => 443, "http" or "ws" => 80, _ => null };
        return new AllowedOrigin(scheme, hasPort ? rest[..colon] : rest, port);
    }

    /// <summary>Whether it lets in pages of a public host.</summary>
    /// <param name="host">The host, with a port where that is not the scheme's own.</param>
    /// <param name="onTls">Whether they are certainly on TLS; else they may be on either.</param>
    public bool Covers(string host, bool onTls)
    {
        AllowedOrigin page = Of("//" + host);
        bool named = Host == "*" || string.Equals(Host, page.Host, StringComparison.OrdinalIgnoreCase) || (Host.StartsWith("*.", StringComparison.Ordinal) && page.Host.EndsWith(Host[1..], StringComparison.OrdinalIgnoreCase));
        if (!named || (Scheme == "http" && onTls)) return false;
        if (page.Port is { } own) return Port is null || Port == own;
        return Port is null or 443 || (Port == 80 && !onTls);
    }
}
