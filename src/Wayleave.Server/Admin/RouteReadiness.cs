namespace Wayleave.Server.Admin;

/// <summary>What readiness knows of a route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsUsable">Whether one of its destinations is up and not drained.</param>
internal readonly record struct RouteReadiness(string Name, bool IsUsable);
