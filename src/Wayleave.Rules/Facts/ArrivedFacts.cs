using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>A request as it arrived at a far end that is ours (<c>wayleave echo</c>, <c>serve</c>), told by that far end.</summary>
public sealed record ArrivedFacts
{
    /// <summary>The request line's version: <c>HTTP/1.1</c>, <c>HTTP/1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The request line's method.</summary>
    public required string Method { get; init; }

    /// <summary>The request line's target.</summary>
    public required string Path { get; init; }

    /// <summary>The header lines in their order.</summary>
    public required ImmutableArray<HeaderField> Headers { get; init; }

    /// <summary>The address that connected.</summary>
    public required string PeerAddress { get; init; }

    /// <summary>True if it came over TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>The value of the first header of that name, whatever its case; null if there is none.</summary>
    /// <param name="name">The header's name.</param>
    public string? Header(string name) =>
        Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
