namespace Wayleave.Server.Destinations.Dialling;

/// <summary>How a dial fails. None of them has sent a byte of the request, so another destination may always be tried.</summary>
internal enum DialFailureKind
{
    /// <summary>The name does not exist, or has no address.</summary>
    NameNotFound,

    /// <summary>No name server says whether the name exists.</summary>
    NameUnknown,

    /// <summary>Nobody listens there.</summary>
    Refused,

    /// <summary>There is no way there: no route, a firewall, or no address of that family on this machine.</summary>
    Unreachable,

    /// <summary>Nothing came in time.</summary>
    TimedOut,

    /// <summary>The other side ended the connection before it was of use.</summary>
    Reset,

    /// <summary>The app's certificate does not hold.</summary>
    Certificate,

    /// <summary>TLS cannot be agreed on, or what the app speaks is not TLS.</summary>
    TlsRefused,

    /// <summary>This machine has no descriptor, port or memory left: no fault of the app's.</summary>
    Exhausted,

    /// <summary>Anything else; the words tell.</summary>
    Other,
}
