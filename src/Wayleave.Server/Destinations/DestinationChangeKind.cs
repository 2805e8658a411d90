namespace Wayleave.Server.Destinations;

/// <summary>How a destination's standing changes.</summary>
internal enum DestinationChangeKind
{
    /// <summary>Health checks succeed again, its rest is over, or nobody checks it any more.</summary>
    Up,

    /// <summary>Health checks fail.</summary>
    Down,

    /// <summary>Real requests fail: it is left alone for a while.</summary>
    Resting,

    /// <summary>The admin takes it out: it gets nothing new.</summary>
    Drained,

    /// <summary>The admin lets it in again.</summary>
    Undrained,
}
