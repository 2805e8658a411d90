namespace Wayleave.Protocol.Relay;

/// <summary>What is to be done with the sending side of a peer, once everything before it is sent.</summary>
public enum OutputOrder
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>End it in good order: FIN, END_STREAM, close_notify.</summary>
    Finish,

    /// <summary>End it with a reset: RST, RST_STREAM.</summary>
    Reset,
}
