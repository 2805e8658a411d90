namespace Wayleave.Server.Destinations.Health;

/// <summary>How a destination does, whether it is drained or not.</summary>
internal enum HealthStanding
{
    /// <summary>As far as is known it works.</summary>
    Up,

    /// <summary>Health checks fail.</summary>
    Down,

    /// <summary>Real requests failed: it is left alone for a while.</summary>
    Resting,
}
