using System.Collections.Immutable;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>What a TLS handshake agreed on and showed.</summary>
/// <param name="Version">The version agreed, <c>TLS 1.3</c> for example; null if none was.</param>
/// <param name="Alpn">The ALPN protocol chosen; null if none was.</param>
/// <param name="Chain">The certificates as sent, the server's own first.</param>
/// <param name="Flaws">What is wrong with the server's certificate.</param>
internal sealed record TlsResult(
    string? Version, string? Alpn, ImmutableArray<CertificateFacts> Chain, ImmutableArray<CertificateFlaw> Flaws)
{
    /// <summary>The same certificates as <see cref="Chain"/>, in DER.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Der { get; init; } = [];

    /// <summary>Nothing agreed, nothing shown.</summary>
    public static TlsResult Nothing { get; } = new(null, null, [], []);
}
