using System.Text.Json.Serialization;

namespace Wayleave.Rules.Facts;

/// <summary>One thing that was tried, and what came of it.</summary>
/// <remarks>Data alone: a probe's record says what was sent and seen, never what it means.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DnsProbe), "dns")]
[JsonDerivedType(typeof(TcpProbe), "tcp")]
[JsonDerivedType(typeof(TlsProbe), "tls")]
[JsonDerivedType(typeof(HttpProbe), "http")]
[JsonDerivedType(typeof(HandshakeProbe), "handshake")]
[JsonDerivedType(typeof(IdleProbe), "idle")]
[JsonDerivedType(typeof(PageProbe), "page")]
public abstract record Probe
{
    /// <summary>The route of the public URL itself.</summary>
    public const string PublicRoute = "public";

    /// <summary>The probe's own name within its run: <c>p1</c>, <c>p2</c>, …; findings name their evidence by it.</summary>
    public required string Id { get; init; }

    /// <summary>What was tried, in a word that is stable between runs: <c>upgrade-http11</c>, <c>tls-no-sni</c>, …</summary>
    public required string Name { get; init; }

    /// <summary>The URL that was tried.</summary>
    public required string Url { get; init; }

    /// <summary>The way taken: <see cref="PublicRoute"/>, or the <c>HOST:PORT</c> of an <c>--origin</c> or <c>--via</c>.</summary>
    public string Route { get; init; } = PublicRoute;

    /// <summary>The socket that this probe belongs to; null if it belongs to the whole target.</summary>
    public string? Socket { get; init; }

    /// <summary>When it began, in milliseconds since the run began.</summary>
    public required double StartMs { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double ElapsedMs { get; init; }

    /// <summary>What came of it in a few words, for a person to read: <c>101 Switching Protocols</c>, <c>refused</c>, …</summary>
    public required string Outcome { get; init; }
}
