namespace Wayleave.Rules.Facts;

/// <summary>What a socket under watch does.</summary>
public enum IdleMode
{
    /// <summary>Nothing, but for answering pings.</summary>
    Silent,

    /// <summary>It sends pings.</summary>
    Pinging,

    /// <summary>It sends messages (pongs of its own accord, where a message might end up in a stranger's chat).</summary>
    Sending,
}
