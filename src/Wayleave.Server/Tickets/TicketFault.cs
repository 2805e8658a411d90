namespace Wayleave.Server.Tickets;

/// <summary>Why a ticket lets nobody in; <see cref="TicketFaults"/> has the words.</summary>
internal enum TicketFault
{
    /// <summary>It does.</summary>
    None,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is no ticket: of another length, or with other characters.</summary>
    Malformed,

    /// <summary>Nobody minted it, or it is long forgotten.</summary>
    Unknown,

    /// <summary>It was not used in time; or the session that it began is over.</summary>
    Expired,

    /// <summary>It was used before.</summary>
    Reused,

    /// <summary>It was revoked.</summary>
    Revoked,

    /// <summary>The id that came with it was not made for it.</summary>
    Forged,

    /// <summary>It is not for one of the channels.</summary>
    WrongChannel,

    /// <summary>A page of another Origin asked for it.</summary>
    WrongOrigin,

    /// <summary>It is somebody else's than the path says.</summary>
    WrongSubject,

    /// <summary>It is for another connection than the query names.</summary>
    WrongConnection,

    /// <summary>Tickets cannot be looked up now.</summary>
    Unavailable,
}
