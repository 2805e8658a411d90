namespace Wayleave.Protocol.Carry;

/// <summary>What an app's frames may say beside messages.</summary>
public enum AppEvent
{
    /// <summary>Nothing: the bytes given are used up.</summary>
    None,

    /// <summary>A ping, which wants its answer.</summary>
    Ping,

    /// <summary>A close frame, which wants its answer.</summary>
    Close,

    /// <summary>What came is not a server's frame.</summary>
    Violation,
}
