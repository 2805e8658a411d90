namespace Wayleave.Lab.Engine;

/// <summary>What became of a request at a hop, for a log.</summary>
/// <param name="Hop">The hop's name in the chain.</param>
/// <param name="Method">The request's method.</param>
/// <param name="Target">The request's target.</param>
/// <param name="IsUpgrade">Whether it asked for a WebSocket.</param>
/// <param name="Outcome">What the client got, in a few words.</param>
public sealed record LabEvent(string Hop, string Method, string Target, bool IsUpgrade, string Outcome);
