namespace Wayleave.Server.Destinations;

/// <summary>A change of a destination's standing, for logs and metrics.</summary>
/// <param name="Destination">Which one.</param>
/// <param name="Kind">How it changed.</param>
/// <param name="Why">Why, in words.</param>
/// <param name="At">When.</param>
/// <param name="UsableLeft">How many destinations of its route may be chosen now. 0: all that are not drained are chosen all the same, since a wrong health check must not take a site down.</param>
internal sealed record DestinationChange(Destination Destination, DestinationChangeKind Kind, string Why, DateTimeOffset At, int UsableLeft);
