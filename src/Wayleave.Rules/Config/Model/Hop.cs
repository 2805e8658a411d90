using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>One hop as its files describe it, asked how it would treat a handshake.</summary>
/// <param name="product">The product in lower case, as fixes name it: <c>nginx</c>.</param>
/// <param name="place">What it is in a chain.</param>
/// <param name="at">The file, or the line with which its description begins.</param>
public abstract class Hop(string product, HopPlace place, Span at)
{
    /// <summary>The product in lower case, as fixes name it.</summary>
    public string Product { get; } = product;

    /// <summary>What it is in a chain.</summary>
    public HopPlace Place { get; } = place;

    /// <summary>The file, or the line with which its description begins.</summary>
    public Span At { get; } = at;

    /// <summary>The paths that the files themselves treat as sockets.</summary>
    public virtual ImmutableArray<SocketPath> SocketPaths => [];

    /// <summary>Whether the hop listens on a port; null if its files do not show it.</summary>
    /// <param name="port">The port.</param>
    public virtual bool? Listens(int port) => null;

    /// <summary>How the hop treats a handshake: one passage for each listener and site that could take it; none where no site does.</summary>
    /// <param name="handshake">The handshake.</param>
    public abstract IEnumerable<Passage> Pass(Handshake handshake);
}
