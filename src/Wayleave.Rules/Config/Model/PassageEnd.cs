namespace Wayleave.Rules.Config.Model;

/// <summary>Where a handshake ends up at a hop.</summary>
public enum PassageEnd
{
    /// <summary>The files do not show it.</summary>
    Unknown,

    /// <summary>It goes on to an upstream.</summary>
    Forwarded,

    /// <summary>The hop answers it itself, with a status that is no redirect.</summary>
    Answered,

    /// <summary>The hop redirects it, which browsers do not follow.</summary>
    Redirected,

    /// <summary>The hop closes the connection without an answer.</summary>
    Closed,
}
