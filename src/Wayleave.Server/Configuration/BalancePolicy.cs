namespace Wayleave.Server.Configuration;

/// <summary>How one of several destinations is chosen.</summary>
public enum BalancePolicy
{
    /// <summary>In turn, by weight.</summary>
    RoundRobin,

    /// <summary>The one with the fewest open sockets and running requests for its weight.</summary>
    LeastConnections,

    /// <summary>By a hash of something of the request: the same one for the same value, and few move when one goes.</summary>
    Hash,
}
