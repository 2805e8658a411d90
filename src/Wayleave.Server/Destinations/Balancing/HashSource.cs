namespace Wayleave.Server.Destinations.Balancing;

/// <summary>What of a request may be hashed.</summary>
internal enum HashSource
{
    /// <summary>The client's address, as trusted proxies tell it.</summary>
    Address,

    /// <summary>A header field.</summary>
    Header,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>A member of the query.</summary>
    Query,
}
