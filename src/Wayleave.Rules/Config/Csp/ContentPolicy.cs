using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Csp;

/// <summary>What a Content-Security-Policy in a file says of a page's connections.</summary>
/// <param name="At">Where the directive stands, its sources included.</param>
/// <param name="Sources">Its sources as browsers read them: <c>'self'</c>, <c>wss:</c>, <c>https://api.example.com</c>.</param>
/// <param name="IsForConnections">Whether it is <c>connect-src</c>; else <c>default-src</c> stands in for it.</param>
public sealed record ContentPolicy(Span At, ImmutableArray<string> Sources, bool IsForConnections)
{
    /// <summary>Whether it lets in everything, as far as browsers agree: a star, and no word of sockets.</summary>
    public bool IsStar => Has("*") && !NamesSockets;

    /// <summary>Whether it lets in the page's own host, and says nothing of sockets.</summary>
    public bool IsSelf => Has("'self'") && !Has("*") && !NamesSockets;

    /// <summary>Whether a source names a socket's scheme.</summary>
    public bool NamesSockets => Sources.Any(source => source.StartsWith("ws:", StringComparison.OrdinalIgnoreCase) || source.StartsWith("wss:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a socket on a host may be let in; also where a browser of one sort or another would.</summary>
    /// <param name="host">The host, with its port if it is not the scheme's own.</param>
    /// <param name="isOwn">Whether it is the page's own.</param>
    public bool MayLetIn(string host, bool isOwn) => Sources.Any(source => source switch
    {
        "*" or "ws:" or "wss:" or "http:" or "https:" => true,
        "'self'" => isOwn,
        ['\'', ..] => false,
        _ => Names(source, host),
    });

    private bool Has(string source) => Sources.Contains(source, StringComparer.OrdinalIgnoreCase);

    // `https://*.example.com:8443/path`: the host and, where both have one, the port.
    private static bool Names(string source, string host)
    {
        string named = source[(source.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0)..].Split('/')[0];
        string[] wanted = named.Split(':', 2), asked = host.Split(':', 2);
        bool sameHost = wanted[0] == "*" || string.Equals(wanted[0], asked[0], StringComparison.OrdinalIgnoreCase) || (wanted[0].StartsWith("*.", StringComparison.Ordinal) && asked[0].EndsWith(wanted[0][1..], StringComparison.OrdinalIgnoreCase));
        return sameHost && (wanted.Length == 1 ? asked.Length == 1 : wanted[1] == "*" || asked.Length == 1 || wanted[1] == asked[1]);
    }
}
