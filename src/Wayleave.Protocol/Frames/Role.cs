namespace Wayleave.Protocol.Frames;

/// <summary>Which side of a socket we are: it decides who masks.</summary>
public enum Role
{
    /// <summary>We sent the handshake: we mask, the far end does not.</summary>
    Client,

    /// <summary>We accepted it: the far end masks, we do not.</summary>
    Server,
}
