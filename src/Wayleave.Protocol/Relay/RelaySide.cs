namespace Wayleave.Protocol.Relay;

/// <summary>The two peers of a relayed socket.</summary>
public enum RelaySide
{
    /// <summary>The one that asked for the socket.</summary>
    Client,

    /// <summary>The one that it was passed on to.</summary>
    App,
}
