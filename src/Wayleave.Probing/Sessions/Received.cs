namespace Wayleave.Probing.Sessions;

/// <summary>A message that came in whole.</summary>
/// <param name="AtMs">When, in milliseconds since the socket opened.</param>
/// <param name="IsText">Whether it is text.</param>
/// <param name="Payload">Its bytes.</param>
internal sealed record Received(double AtMs, bool IsText, ReadOnlyMemory<byte> Payload);
