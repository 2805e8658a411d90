using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apps;

/// <summary>An application whose sockets are known wherever it runs.</summary>
/// <param name="Names">What it is called where a file names it: as a service, a host, an upstream, an image; in lower case, the usual name first.</param>
public sealed record KnownApp(ImmutableArray<string> Names)
{
    /// <summary>The port that is its own by default, and hardly anybody else's; null: it shares one with others.</summary>
    public int? Port { get; init; }

    /// <summary>The path of the socket without which it does not work; null: it has none that is always the same.</summary>
    public string? Socket { get; init; }

    /// <summary>Whether it lets in only pages whose Origin is its Host.</summary>
    public bool ComparesOrigin { get; init; }
}
