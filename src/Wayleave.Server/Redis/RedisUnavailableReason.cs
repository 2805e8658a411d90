namespace Wayleave.Server.Redis;

/// <summary>Why a command has no answer.</summary>
internal enum RedisUnavailableReason
{
    /// <summary>There is no connection, and the last attempt to make one failed.</summary>
    NotConnected,

    /// <summary>The server lets us not in: a wrong password, a user without rights, a version too old.</summary>
    Refused,

    /// <summary>As many commands wait for answers as may.</summary>
    TooManyInFlight,

    /// <summary>The connection broke while the command waited.</summary>
    Lost,

    /// <summary>The connection owed an answer for longer than the limit.</summary>
    TimedOut,

    /// <summary>The server is there but cannot serve now: it loads, fails over, or moves keys. The command was not carried out.</summary>
    NotReady,

    /// <summary>This client is being closed.</summary>
    Closed,
}
