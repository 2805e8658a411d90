using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>A socket that a page opens.</summary>
/// <param name="Url">Its absolute URL, as the page's own browser would open it.</param>
/// <param name="Written">The text in the page or script that it came from.</param>
/// <param name="FoundIn">Where: the URL of the page or script, or <c>known app</c>.</param>
/// <param name="Certain">True if the page names it; false if it is only a known application's usual path.</param>
public sealed record DiscoveredSocket(string Url, string Written, string FoundIn, bool Certain)
{
    /// <summary>The subprotocols that the page offers there; empty if it offers none, or they cannot be told.</summary>
    public ImmutableArray<string> Subprotocols { get; init; } = [];
}
