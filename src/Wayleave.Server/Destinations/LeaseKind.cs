namespace Wayleave.Server.Destinations;

/// <summary>What somebody holds of a destination.</summary>
internal enum LeaseKind
{
    /// <summary>A request that runs.</summary>
    Request,

    /// <summary>A socket that is open, or on its way.</summary>
    Socket,
}
