namespace Wayleave.Server.Destinations.Balancing;

/// <summary>What a cluster chose.</summary>
/// <param name="Destination">The destination; null: there is none left to try.</param>
/// <param name="IsLastResort">Whether it is known to be down or resting, and was chosen since no other is left.</param>
/// <param name="SetCookie">The value of the Set-Cookie field to send along with the answer; null: none.</param>
internal readonly record struct Choice(Destination? Destination, bool IsLastResort, string? SetCookie);
