using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>Where a hop listens.</summary>
/// <param name="Port">The port; null if it is not known.</param>
/// <param name="Tls">Whether it ends TLS.</param>
/// <param name="At">The line that opens it.</param>
public sealed record Listener(int? Port, bool Tls, Span At)
{
    /// <summary>Whether HTTP/2 is offered to clients.</summary>
    public bool Http2 { get; init; }

    /// <summary>Whether each connection must begin with a PROXY header.</summary>
    public bool ProxyProtocol { get; init; }

    /// <summary>The host names that it answers for; empty: any.</summary>
    public ImmutableArray<string> Names { get; init; } = [];
}
