using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>A connection, or why there is none.</summary>
internal sealed record Dialled
{
    /// <summary>The connection, ready for HTTP; null if there is none. Whoever dialled owns it.</summary>
    public Stream? Stream { get; init; }

    /// <summary>Why there is none; null if there is one.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The address and port connected to; null if none was reached.</summary>
    public string? Address { get; init; }

    /// <summary>From the start until TCP was connected, in milliseconds; null if it was not.</summary>
    public double? ConnectedMs { get; init; }

    /// <summary>From the start until TLS was ready, in milliseconds; null without TLS.</summary>
    public double? SecuredMs { get; init; }

    /// <summary>What TLS agreed on; null without TLS.</summary>
    public TlsResult? Tls { get; init; }

    /// <summary>The first bytes that came instead of TLS; empty where nothing came, or TLS did.</summary>
    public ReadOnlyMemory<byte> NotTlsBytes { get; init; }
}
