using System.Collections.Immutable;

namespace Wayleave.Rules.Config.HAProxy;

/// <summary>A section: its head, and the lines up to the next one.</summary>
/// <param name="Head">The line that begins it: <c>frontend www</c>.</param>
/// <param name="Lines">Its lines in order. Those of an <c>.if</c> that is certainly false are not there.</param>
public sealed record HAProxySection(HAProxyLine Head, ImmutableArray<HAProxyLine> Lines)
{
    /// <summary>Its kind: <c>global</c>, <c>defaults</c>, <c>frontend</c>, <c>backend</c>, <c>listen</c>, …</summary>
    public string Kind => Head.Name;

    /// <summary>Its name; empty if it has none.</summary>
    public string Name => Head[1] == "from" ? "" : Head[1];

    /// <summary>The named <c>defaults</c> that it says it takes; null if it names none.</summary>
    public string? From => Head.IndexOf("from") is var from and > 0 && from + 1 < Head.Words.Length ? Head[from + 1] : null;

    /// <summary>Whether clients come in here.</summary>
    public bool TakesClients => Kind is "frontend" or "listen";

    /// <summary>Whether it can have servers.</summary>
    public bool HasServers => Kind is "backend" or "listen";

    /// <summary>The lines that begin with these words.</summary>
    public IEnumerable<HAProxyLine> FindAll(string first, string? second = null) => Lines.Where(line => line.Begins(first, second));
}
