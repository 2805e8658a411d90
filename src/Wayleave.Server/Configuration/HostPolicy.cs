namespace Wayleave.Server.Configuration;

/// <summary>Which Host an app sees.</summary>
/// <param name="Kind">How it is chosen.</param>
/// <param name="Name">The name where <paramref name="Kind"/> is <see cref="HostKind.Named"/>.</param>
public sealed record HostPolicy(HostKind Kind, string? Name = null)
{
    /// <summary>The public one, except towards known tunnels and platforms: those get their own.</summary>
    public static HostPolicy Auto { get; } = new(HostKind.Auto);
}
