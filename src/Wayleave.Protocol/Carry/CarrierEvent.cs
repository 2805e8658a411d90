namespace Wayleave.Protocol.Carry;

/// <summary>What comes over a carrier's WebSocket.</summary>
public enum CarrierEvent
{
    /// <summary>Nothing: the bytes given are used up.</summary>
    None,

    /// <summary>A piece of the page's stream.</summary>
    Piece,

    /// <summary>Words.</summary>
    Words,

    /// <summary>A ping, which wants its answer.</summary>
    Ping,

    /// <summary>A close frame.</summary>
    Close,

    /// <summary>What came is not a carrier's.</summary>
    Violation,
}
