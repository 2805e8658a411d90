namespace Wayleave.Server.Configuration;

/// <summary>Whether a route's sockets are carried, and how the script that does so gets into pages.</summary>
public enum CarryMode
{
    /// <summary>They are not: sockets are relayed, and pages pass as they are.</summary>
    Off,

    /// <summary>They are, by pages that load the script themselves.</summary>
    Script,

    /// <summary>They are, and pages of HTML get the script's tag on their way.</summary>
    Auto,
}
