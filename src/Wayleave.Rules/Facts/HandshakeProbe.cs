using System.Collections.Immutable;

namespace Wayleave.Rules.Facts;

/// <summary>A WebSocket handshake and, where it opened, what the socket did then.</summary>
/// <remarks>The name is <c>upgrade-http11</c> for the browser's own, <c>upgrade-http2</c> for extended CONNECT, else <c>upgrade-</c> and the variation.</remarks>
public sealed record HandshakeProbe : Probe
{
    /// <summary>In what it differs from the browser's own handshake.</summary>
    public required Variation Variation { get; init; }

    /// <summary>The request and its answer.</summary>
    public required HttpExchange Exchange { get; init; }

    /// <summary>Everything in which the answer is not what a browser demands of a 101; empty if it is sound, or no 101.</summary>
    public ImmutableArray<HandshakeFlaw> Flaws { get; init; } = [];

    /// <summary>The subprotocol chosen by the far end; null if none.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>True if permessage-deflate was agreed.</summary>
    public bool Deflate { get; init; }

    /// <summary>What the open socket did; null if it did not open.</summary>
    public SessionFacts? Session { get; init; }

    /// <summary>What arrived at a far end that is ours; null if it is not, or did not say.</summary>
    public ArrivedFacts? Arrived { get; init; }

    /// <summary>True if a browser would have an open socket now.</summary>
    public bool Opened => Session is not null && Flaws.IsEmpty;
}
