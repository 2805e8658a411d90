namespace Wayleave.Protocol.Carry;

/// <summary>What a carrier's request is for.</summary>
public enum CarryVerb
{
    /// <summary>A WebSocket that carries one session.</summary>
    WebSocket,

    /// <summary>Opens a session.</summary>
    Open,

    /// <summary>A response that streams items.</summary>
    Stream,

    /// <summary>The same as server-sent events.</summary>
    Events,

    /// <summary>A response with what there is to say; it waits until there is something.</summary>
    Poll,

    /// <summary>A response with what there is to say at once, if anything.</summary>
    Peek,

    /// <summary>Brings items of the page's.</summary>
    Up,

    /// <summary>Loads the script.</summary>
    Script,
}
