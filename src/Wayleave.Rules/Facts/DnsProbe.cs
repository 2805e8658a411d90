using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>A name looked up. Names: <c>dns-system</c>, <c>dns-resolver</c>.</summary>
public sealed record DnsProbe : Probe
{
    /// <summary>The name looked up.</summary>
    public required string Host { get; init; }

    /// <summary>Who was asked: <c>system</c>, or the resolver's address.</summary>
    public required string Resolver { get; init; }

    /// <summary>The addresses found.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>The names that the chain of CNAMEs goes through, the one looked up left out; empty if unknown or none.</summary>
    public ImmutableArray<string> CnameChain { get; init; } = [];

    /// <summary>The smallest time to live in the answer, in seconds; null if unknown.</summary>
    public long? TtlSeconds { get; init; }

    /// <summary>The HTTPS record's ALPN names and hints, as text; null if there is none.</summary>
    public string? HttpsRecord { get; init; }

    /// <summary>Why there is no answer; null if there is one.</summary>
    public Failure? Failure { get; init; }
}
