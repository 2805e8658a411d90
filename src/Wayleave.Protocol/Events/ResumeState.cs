namespace Wayleave.Protocol.Events;

/// <summary>What a client is told about its position when it is subscribed.</summary>
public enum ResumeState
{
    /// <summary>It asked for no position.</summary>
    New,

    /// <summary>Nothing is missing: what it missed follows.</summary>
    Ok,

    /// <summary>Something is or may be missing: a gap frame follows.</summary>
    Gap,
}
