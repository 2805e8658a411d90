using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Nginx.Meaning;

/// <summary>A request on its way through a server: what nginx's variables are read from.</summary>
internal sealed record NginxRequest
{
    /// <summary>The handshake as it came.</summary>
    public required Handshake Handshake { get; init; }

    /// <summary>Where it came in; null in a fragment.</summary>
    public NginxListen? Listen { get; init; }

    /// <summary>The host that it asks for, without a port; null if it is not known.</summary>
    public string? Host { get; init; }

    /// <summary>The server's first name; null if it has none.</summary>
    public string? ServerName { get; init; }

    /// <summary>The path as it is now: decoded, its slashes merged; null if it is not known any more.</summary>
    public required string? Uri { get; init; }

    /// <summary>The block whose directives it meets: the location, or the server; null in a fragment.</summary>
    public NginxDirective? Block { get; init; }

    /// <summary>The <c>rewrite</c> that made the path what it is; null if none did.</summary>
    public NginxDirective? RewrittenBy { get; init; }

    /// <summary>Whether a rewrite or a jump has changed the path.</summary>
    public bool Rewritten { get; init; }

    /// <summary>Whether the request comes from a jump inside nginx.</summary>
    public bool Internal { get; init; }

    /// <summary>Whether an error page has been gone to already; from there none leads on.</summary>
    public bool ErrorPage { get; init; }

    /// <summary>Whether a <c>rewrite … break</c> took the path from the location's prefix.</summary>
    public bool Broken { get; init; }

    /// <summary>How often the path was changed and looked up anew.</summary>
    public int Cycles { get; init; }

    /// <summary>What <c>set</c> and regular expressions gave names to; numbers are the last expression's groups.</summary>
    public ImmutableDictionary<string, NginxValue> Set { get; init; } = ImmutableDictionary<string, NginxValue>.Empty;

    /// <summary>The request with what an expression caught; its numbers replace all earlier ones.</summary>
    public NginxRequest Catching(ImmutableDictionary<string, string> found) => found.IsEmpty
        ? this
        : this with { Set = Set.Where(one => !char.IsAsciiDigit(one.Key[0])).ToImmutableDictionary().SetItems(found.Select(group => KeyValuePair.Create(group.Key, NginxValue.Of(group.Value)))) };
}
