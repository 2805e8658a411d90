namespace Wayleave.Server.Redis;

/// <summary>How the servers of a store stand to one another.</summary>
internal enum RedisLayout
{
    /// <summary>One server.</summary>
    Single,

    /// <summary>A master and its replicas, watched by sentinels that know which is which.</summary>
    Sentinel,

    /// <summary>Several masters, each with a part of the keys.</summary>
    Cluster,
}
