using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>A TLS handshake. Names: <c>tls</c>, <c>tls-no-sni</c>.</summary>
public sealed record TlsProbe : Probe
{
    /// <summary>The address and port connected to.</summary>
    public required string Address { get; init; }

    /// <summary>The name sent as SNI; null if none was.</summary>
    public string? ServerName { get; init; }

    /// <summary>The version agreed: <c>TLS 1.2</c>, <c>TLS 1.3</c>; null if none was.</summary>
    public string? Version { get; init; }

    /// <summary>The ALPN protocols offered.</summary>
    public ImmutableArray<string> AlpnOffered { get; init; } = [];

    /// <summary>The ALPN protocol chosen; null if none was.</summary>
    public string? Alpn { get; init; }

    /// <summary>The certificates as sent, the server's own first.</summary>
    public ImmutableArray<CertificateFacts> Chain { get; init; } = [];

    /// <summary>What is wrong with the certificate; empty if it holds.</summary>
    public ImmutableArray<CertificateFlaw> Flaws { get; init; } = [];

    /// <summary>Why there is no TLS connection; null if there is one (a certificate that does not hold is in <see cref="Flaws"/>).</summary>
    public Failure? Failure { get; init; }
}
