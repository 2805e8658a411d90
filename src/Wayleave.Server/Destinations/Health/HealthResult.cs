namespace Wayleave.Server.Destinations.Health;

/// <summary>What a check found.</summary>
/// <param name="IsHealthy">Whether it is healthy.</param>
/// <param name="Words">What came, for a log.</param>
internal readonly record struct HealthResult(bool IsHealthy, string Words);
