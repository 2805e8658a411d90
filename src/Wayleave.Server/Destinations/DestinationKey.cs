namespace Wayleave.Server.Destinations;

/// <summary>What makes a destination the same one after a reload.</summary>
/// <param name="Route">The route's name.</param>
/// <param name="Url">The destination's URL, in its normal form.</param>
internal readonly record struct DestinationKey(string Route, string Url);
