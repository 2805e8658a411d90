namespace Wayleave.Server.Destinations.Balancing;

/// <summary>A destination as one cluster sees it.</summary>
/// <param name="destination">The destination.</param>
/// <param name="weight">Its share, at least 1.</param>
internal sealed class Member(Destination destination, int weight)
{
    /// <summary>The destination.</summary>
    public Destination Destination { get; } = destination;

    /// <summary>Its share.</summary>
    public int Weight { get; } = weight;

    /// <summary>Its place among hashes, the same in every process.</summary>
    public ulong Hash { get; } = StableHash.Of(destination.Key.Url);
}
