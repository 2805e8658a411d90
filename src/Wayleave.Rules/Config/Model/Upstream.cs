using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Model;

/// <summary>Where a hop sends a handshake on to.</summary>
/// <param name="At">The line that says so.</param>
public sealed record Upstream(Span At)
{
    /// <summary>Whether TLS is spoken to it; null if that is not known.</summary>
    public bool? Tls { get; init; }

    /// <summary>The name or address as written, without a port; null if it is not known.</summary>
    public string? Host { get; init; }

    /// <summary>The port; null if it is not known.</summary>
    public int? Port { get; init; }

    /// <summary>The path that it is asked for; null if it is not known.</summary>
    public string? Path { get; init; }

    /// <summary>The line that makes the path another one; null where the address itself does, or nothing.</summary>
    public Span? Rewritten { get; init; }

    /// <summary>Each server behind the name, as host:port; empty where there is only the one above.</summary>
    public ImmutableArray<string> Servers { get; init; } = [];

    /// <summary>Whether the same client always reaches the same server. True where there is only one; null if it is not known.</summary>
    public bool? Sticky { get; init; } = true;
}
